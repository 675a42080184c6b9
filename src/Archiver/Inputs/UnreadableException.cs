namespace Archiver.Inputs;

/// <summary>
/// An input, or a layer of one, cannot be read on. It never leaves its <see cref="ByteSource"/>: there it becomes the
/// reason in a report.
/// </summary>
/// <param name="reason">For people, in words that follow the input's name and a colon.</param>
internal sealed class UnreadableException(string reason) : IOException(reason);
