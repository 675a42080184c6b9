using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Archiver.Web;

/// <summary>
/// The fields of a form, as pages of ours send them: in UTF-8, each once. What could be read in two ways is not read.
/// </summary>
internal static class Form
{
    private const string Type = "application/x-www-form-urlencoded";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads what has been sent; the server limits how long that may be.</summary>
    /// <returns>Null where it is no form of ours.</returns>
    /// <exception cref="BadHttpRequestException">It is too long, or breaks off.</exception>
    public static async Task<IReadOnlyDictionary<string, string>?> Read(HttpRequest request, CancellationToken cancellation)
    {
        if (!IsOurs(request.ContentType))
        {
            return null;
        }

        ReadResult read;
        while (!(read = await request.BodyReader.ReadAsync(cancellation).ConfigureAwait(false)).IsCompleted)
        {
            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }

        var written = read.Buffer.ToArray();
        request.BodyReader.AdvanceTo(read.Buffer.End);
        return Read(written);
    }

    /// <returns>Null where a field is there twice, or is no UTF-8.</returns>
    public static IReadOnlyDictionary<string, string>? Read(byte[] written)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var at = 0; at < written.Length;)
        {
            var end = Array.IndexOf(written, (byte)'&', at) is var ampersand and >= 0 ? ampersand : written.Length;
            var equals = Array.IndexOf(written, (byte)'=', at, end - at) is var found and >= 0 ? found : end;
            try
            {
                var value = Math.Min(end, equals + 1);
                if (end > at && !fields.TryAdd(Decode(written, at, equals), Decode(written, value, end)))
                {
                    return null;
                }
            }
            catch (DecoderFallbackException)
            {
                return null;
            }

            at = end + 1;
        }

        return fields;
    }

    private static bool IsOurs(string? type) => MediaTypeHeaderValue.TryParse(type, out var parsed)
        && parsed.MediaType.Equals(Type, StringComparison.OrdinalIgnoreCase)
        && parsed.Parameters.All(parameter => !parameter.Name.Equals("charset", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(parameter.Value).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static string Decode(byte[] written, int start, int end) => Strict.GetString(WebUtility.UrlDecodeToBytes(written, start, end - start));
}
