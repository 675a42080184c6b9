using Archiver.Web.Writing;
using Microsoft.AspNetCore.Http;

namespace Archiver.Web;

/// <summary>The headers by which a browser protects who reads here, on every answer.</summary>
internal static class Protection
{
    public static void AddTo(IHeaderDictionary headers, HttpRequest request)
    {
        // Named with their whole path: nothing else that this server gives out, such as an original, can be a style or a script.
        var origin = $"{request.Scheme}://{request.Host}";
        headers.ContentSecurityPolicy = $"default-src 'none'; style-src {origin}{Asset.Style.Path}; script-src {origin}{Asset.Script.Path}; "
            + $"img-src {origin}{Asset.Icon.Path}; manifest-src {origin}{Asset.Manifest.Path}; connect-src {origin}; form-action {origin}; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers.CacheControl = "private, no-cache";
        headers.Date = default;
    }
}
