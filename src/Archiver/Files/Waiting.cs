namespace Archiver.Files;

/// <summary>
/// Calls of the system that wait for somebody else and cannot be taken back: to open a pipe waits for its other end, to
/// read or write it waits for who writes or reads. Who is told to end leaves such a call to itself.
/// </summary>
public static class Waiting
{
    /// <param name="call">What may wait for ever. After it was given up it may still end some time.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <param name="grace">
    /// How long the call may take to end after the cancellation; by default it gets no such time.
    /// </param>
    /// <exception cref="OperationCanceledException">It was cancelled, and the call did not end.</exception>
    public static T For<T>(Func<T> call, CancellationToken cancellation, TimeSpan grace = default)
    {
        var result = Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Default);
        try
        {
            Task.WaitAny([result], cancellation);
        }
        catch (OperationCanceledException) when (((IAsyncResult)result).AsyncWaitHandle.WaitOne(grace))
        {
            // It has ended.
        }

        return result.GetAwaiter().GetResult();
    }
}
