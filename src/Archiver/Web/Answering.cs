using Archiver.Articles;
using Archiver.Files;
using Archiver.Web.Pages;
using Archiver.Web.Writing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Archiver.Web;

/// <summary>Answers requests: who may ask, what is asked, how long it may take, and what goes with every answer.</summary>
internal sealed class Answering : IHttpApplication<HttpContext>, IDisposable
{
    /// <summary>How long a question waits for a process that writes; a change a little longer, for it would be lost.</summary>
    private static readonly TimeSpan ReadWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ChangeWait = TimeSpan.FromSeconds(3);

    /// <summary>How long one answer may take.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private static readonly (string Name, string Value) ComeAgain = ("Retry-After", "5");

    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _turns = new(Math.Max(2, Environment.ProcessorCount));
    private readonly SemaphoreSlim _change = new(1);
    private readonly WebOptions _options;
    private readonly Door _door;
    private readonly Readers _readers;
    private readonly KeptPages _kept;

    public Answering(WebOptions options, Access access)
    {
        (_options, _door) = (options, new Door(access));
        _readers = new Readers(options.Archive, ReadWait);
        _kept = new KeptPages(_readers, _stopping.Token);
    }

    public int Port { get; set; }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        Reply reply;
        try
        {
            reply = await Answer(context).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or StackOverflowException))
        {
            reply = PlainPage.Closed(500, "A bug", BugIn(exception));
        }

        var (request, response) = (context.Request, context.Response);
        response.StatusCode = reply.Status;
        var headers = response.Headers;
        Protection.AddTo(headers, request);
        headers.ContentType = reply.Type;
        headers.ContentLength = reply.Content.Length;
        foreach (var (name, value) in reply.Headers)
        {
            headers[name] = value;
        }

        if (!HttpMethods.IsHead(request.Method))
        {
            await response.Body.WriteAsync(reply.Content, context.RequestAborted).ConfigureAwait(false);
        }
    }

    public void Stop() => _stopping.Cancel();

    public void Dispose()
    {
        _stopping.Cancel();
        _kept.Dispose();
        _readers.Dispose();
        _turns.Dispose();
        _change.Dispose();
        _stopping.Dispose();
    }

    private async Task<Reply> Answer(HttpContext context)
    {
        var request = context.Request;
        if (!Access.IsOurs(request.Host, _options.Listen, Port))
        {
            return PlainPage.Closed(421, "Not here", "This server does not answer to this host name. Open the address that archiver serve has printed.");
        }

        var path = request.Path.Value ?? "/";
        var isPost = HttpMethods.IsPost(request.Method);
        if (!isPost && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return PlainPage.Closed(405, "Not allowed", "Only GET, HEAD and POST are answered.").With(("Allow", "GET, HEAD, POST"));
        }

        if (!isPost && Asset.At(path) is { } asset)
        {
            return Answer(asset, path);
        }

        if (isPost && !Access.IsFromHere(request))
        {
            return PlainPage.Closed(403, "Not from here", "Only a page of this reader may change anything.");
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, context.RequestAborted);
        ending.CancelAfter(Longest);
        IReadOnlyDictionary<string, string>? form = null;
        if (isPost)
        {
            try
            {
                form = await Form.Read(request, ending.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                return exception is BadHttpRequestException { StatusCode: 413 }
                    ? PlainPage.Closed(413, "Too long", "That is longer than anything this reader takes.")
                    : PlainPage.Closed(400, "Not understood", "The form broke off, or did not come in time. Send it again.");
            }

            if (form is null)
            {
                return PlainPage.Closed(400, "Not understood", "This is no form of this reader: those are urlencoded, in UTF-8, with each field once.");
            }
        }

        if (_door.Answer(request, path, form) is { } closed)
        {
            return closed;
        }

        var visit = new Visit(path, name => form is null ? request.Query[name] is [var first, ..] ? first : null : form.GetValueOrDefault(name), Look.Read(request.Cookies[Look.Cookie]),
            _options.Clock, ending.Token)
        {
            Address = isPost ? "/" : path + request.QueryString.Value,
        };
        return await Answer(request.Method, visit).ConfigureAwait(false);
    }

    private async Task<Reply> Answer(string method, Visit visit)
    {
        var found = false;
        foreach (var (route, name) in Route.At(visit.Path))
        {
            found = true;
            if (route.Method == (HttpMethods.IsPost(method) ? "POST" : "GET"))
            {
                return await Answer(route, visit with { Name = name }).ConfigureAwait(false);
            }
        }

        return found
            ? PlainPage.Write(visit, 405, "Not allowed", "This address does not take this method.")
            : PlainPage.Write(visit, 404, "Not there", "There is no such page.", PlainPage.Elsewhere);
    }

    private async Task<Reply> Answer(Route route, Visit visit)
    {
        try
        {
            if (route.Plain is { } plain)
            {
                return plain(visit);
            }

            if (route.Kept is var (title, write))
            {
                return await _kept.Answer(visit, title, write).ConfigureAwait(false);
            }

            if (route.NeedsIndex && !await _kept.PrepareIndex(visit).ConfigureAwait(false))
            {
                return PlainPage.Working(visit, "Search");
            }

            var turns = route.Change is null ? _turns : _change;
            await turns.WaitAsync(visit.Cancellation).ConfigureAwait(false);
            try
            {
                return route.Change is { } change ? Change(visit, change) : _readers.Ask(archive => route.Read!(visit, archive), visit.Cancellation);
            }
            finally
            {
                turns.Release();
            }
        }
        catch (AmbiguousNameException ambiguous)
        {
            return PlainPage.Ambiguous(visit, ambiguous);
        }
        catch (InBinException removed)
        {
            return BinPage.Of(visit, removed);
        }
        catch (ArchiverException known)
        {
            return Explain(visit, route.Change is not null, known);
        }
        catch (OperationCanceledException)
        {
            return PlainPage.Write(visit, 503, "Not now", "This took too long and was given up. Ask for less, or try again.").With(ComeAgain);
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or StackOverflowException))
        {
            return PlainPage.Write(visit, 500, "A bug", BugIn(exception));
        }
    }

    /// <summary>The way of the verbs: the archive is opened to write, changed, and closed.</summary>
    private Reply Change(Visit visit, Func<Visit, Archive, Reply> change)
    {
        using var archive = Archive.OpenToChange(_options.Archive, new LockWait(ChangeWait), visit.Cancellation);
        return change(visit, archive);
    }

    private static Reply Explain(Visit visit, bool isChange, ArchiverException known) => known.Failure switch
    {
        Failure.NotFound => PlainPage.Write(visit, 404, "Not there", known.Trouble, PlainPage.Elsewhere),
        Failure.Busy => PlainPage.Write(visit, 503, "Busy", $"{known.Trouble} {(isChange ? "Nothing was changed. Go back, and try" : "Try")} again in a moment.",
            isChange ? PlainPage.To(Changes.Back(visit), "Back") : PlainPage.To(visit.Address, "Try again")).With(ComeAgain),
        Failure.NoArchive => PlainPage.Write(visit, 503, "Away", $"{known.Trouble} As soon as the archive is there again, so are its pages.").With(ComeAgain),
        Failure.General when isChange => PlainPage.Write(visit, 409, "Not done", known.Trouble, PlainPage.To(Changes.Back(visit), "Back")),
        Failure.Damaged => PlainPage.Write(visit, 500, "Damaged", $"{known.Trouble} archiver verify names all that is damaged."),
        _ => PlainPage.Write(visit, 500, "Not possible", known.Trouble),
    };

    private static string BugIn(Exception exception) => $"This is a bug in Archiver: {exception.GetType().Name}. Nothing was changed by it.";

    private static Reply Answer(Asset asset, string path) => path == asset.Path
        ? new Reply(200, asset.Type, asset.Content) { Headers = [("Cache-Control", "public, max-age=31536000, immutable")] }
        : PlainPage.Closed(404, "Not there", "This is of another version of the program.");
}
