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

    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _turns = new(Math.Max(2, Environment.ProcessorCount));
    private readonly SemaphoreSlim _change = new(1);
    private readonly WebOptions _options;
    private readonly Access _access;
    private readonly Readers _readers;
    private readonly KeptPages _kept;

    public Answering(WebOptions options, Access access)
    {
        (_options, _access) = (options, access);
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
        var reply = await Answer(context).ConfigureAwait(false);
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
            return PlainPage.Closed(421, "Not here", "No archive is read under this name. Open the address that archiver serve has printed.");
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
        IFormCollection? form = null;
        try
        {
            form = isPost ? await request.ReadFormAsync(ending.Token).ConfigureAwait(false) : null;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or InvalidOperationException)
        {
            return exception is BadHttpRequestException { StatusCode: 413 }
                ? PlainPage.Closed(413, "Too long", "That is longer than anything this reader takes.")
                : PlainPage.Closed(400, "Not understood", "This is no form of this reader.");
        }

        if (Door(request, path, form) is { } closed)
        {
            return closed;
        }

        var visit = new Visit(path, name => form is null ? request.Query[name] : form[name], Look.Read(request.Cookies[Look.Cookie]),
            _options.Clock, ending.Token)
        {
            Address = isPost ? "/" : path + request.QueryString.Value,
        };
        return await Answer(request.Method, visit).ConfigureAwait(false);
    }

    /// <summary>Lets in who has the key, or asks for it.</summary>
    /// <returns>Null for who was let in before.</returns>
    private Reply? Door(HttpRequest request, string path, IFormCollection? form)
    {
        if (form is null && request.Query[Access.KeyParameter] is [{ Length: > 0 } key])
        {
            // The browser is sent on by a page and not by a redirect: a cookie that is strict does not go along with one
            // that began elsewhere.
            return _access.IsKey(key)
                ? PlainPage.Closed(200, "Archiver", "The archive is being opened.", Html.Of(html => html.Write($"<p><a href=\"/\">Go on</a></p>")))
                    .With(("Set-Cookie", _access.SetCookie(request)), ("Refresh", "0; url=/"))
                : PlainPage.Closed(403, "Another key", "This is the key of another archiver serve. Open the address that this one has printed.");
        }

        if (_access.IsLetIn(request))
        {
            return null;
        }

        if (!_access.HasPassword)
        {
            return PlainPage.Closed(403, "Closed", "Open the address that archiver serve has printed: it has a key in it.");
        }

        var isRight = form is not null && path == "/login" ? _access.IsPassword(form["password"].ToString()) : false;
        return isRight == true ? Reply.SeeOther("/").With(("Set-Cookie", _access.SetCookie(request)))
            : isRight is null ? PlainPage.Closed(429, "Wait", "Too many wrong passwords were given. Try again in a minute.").With(("Retry-After", "60"))
            : PlainPage.Closed(form is null ? 401 : 403, "Archiver",
                form is null ? "Who reads here needs the password." : "That is not the password.", Html.Of(html => html.Write($"""
                    <form method="post" action="/login">
                    <label>Password <input type="password" name="password" autocomplete="current-password" required autofocus></label>
                    <button>Open</button>
                    </form>
                    """)));
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
            ? PlainPage.Write(visit, 405, "Not allowed", "This address is asked in another way.")
            : PlainPage.Write(visit, 404, "Not there", "There is no such page.");
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
        catch (ArchiverException known)
        {
            return Explain(visit, known);
        }
        catch (OperationCanceledException)
        {
            return PlainPage.Write(visit, 503, "Not now", "This took too long and was given up. Ask for less, or try again.").With(("Retry-After", "5"));
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or StackOverflowException))
        {
            return PlainPage.Write(visit, 500, "A bug", $"This is a bug in Archiver: {exception.GetType().Name}. Nothing was changed by it.");
        }
    }

    /// <summary>The way of the verbs: the archive is opened to write, changed, and closed.</summary>
    private Reply Change(Visit visit, Func<Visit, Archive, Reply> change)
    {
        using var archive = Archive.OpenToChange(_options.Archive, new LockWait(ChangeWait), visit.Cancellation);
        return change(visit, archive);
    }

    private static Reply Explain(Visit visit, ArchiverException known) => known.Failure switch
    {
        Failure.NotFound => PlainPage.Write(visit, 404, "Not there", known.Message),
        Failure.Busy => PlainPage.Write(visit, 503, "Busy", $"{known.Message} Nothing was changed.").With(("Retry-After", "5")),
        Failure.General => PlainPage.Write(visit, 409, "Not done", known.Message),
        Failure.Damaged => PlainPage.Write(visit, 500, "Damaged", $"{known.Message} archiver verify names all that is damaged."),
        _ => PlainPage.Write(visit, 500, "Not possible", known.Message),
    };

    private static Reply Answer(Asset asset, string path) => path == asset.Path
        ? new Reply(200, asset.Type, asset.Content) { Headers = [("Cache-Control", "public, max-age=31536000, immutable")] }
        : PlainPage.Closed(404, "Not there", "This is of another version of the program.");
}
