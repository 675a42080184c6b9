using System.Net;
using Archiver.Web.Pages;
using Archiver.Web.Writing;
using Microsoft.AspNetCore.Http;

namespace Archiver.Web;

/// <summary>Where everybody comes in: with the key, with the password, or not.</summary>
/// <param name="access">Tells who may.</param>
internal sealed class Door(Access access)
{
    private const string LoginPath = "/login";

    /// <summary>Lets in whoever has the key, or asks for it.</summary>
    /// <returns>Null where the visitor was let in before.</returns>
    public Reply? Answer(HttpRequest request, string path, IReadOnlyDictionary<string, string>? form)
    {
        if (form is null && request.Query[Access.KeyParameter] is [{ Length: > 0 } key])
        {
            // The browser is sent on by a page and not by a redirect: a cookie that is strict does not go along with one
            // that began elsewhere.
            return access.IsKey(key)
                ? PlainPage.Closed(200, "Archiver", "The archive is being opened.", Html.Of(html => html.Write($"<p><a href=\"/\">Go on</a></p>")))
                    .With(("Set-Cookie", access.SetCookie(request)), ("Refresh", "0; url=/"))
                : PlainPage.Closed(403, "Another key", "This is the key of another archiver serve. Open the address that this one has printed.");
        }

        if (access.IsLetIn(request))
        {
            return path == LoginPath && form is not null ? Reply.SeeOther("/") : null;
        }

        if (!access.HasPassword)
        {
            return PlainPage.Closed(403, "Closed", "Open the address that archiver serve has printed: it has a key in it.");
        }

        var isRight = form is not null && path == LoginPath
            ? access.IsPassword(form.GetValueOrDefault("password", ""), request.HttpContext.Connection.RemoteIpAddress ?? IPAddress.None) : false;
        return isRight == true ? Reply.SeeOther("/").With(("Set-Cookie", access.SetCookie(request)))
            : isRight is null ? PlainPage.Closed(429, "Wait", "Too many wrong passwords came from your address. Try again in a minute.").With(("Retry-After", "60"))
            : PlainPage.Closed(form is null ? 401 : 403, "Archiver",
                form is null ? "This archive needs a password." : "That is not the password.", Html.Of(html => html.Write($"""
                    <form method="post" action="{LoginPath}">
                    <label>Password <input type="password" name="password" autocomplete="current-password" required autofocus></label>
                    <button>Open</button>
                    </form>
                    """)));
    }
}
