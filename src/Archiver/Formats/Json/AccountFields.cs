using System.Buffers;
using System.Text.Json;

namespace Archiver.Formats.Json;

/// <summary>Leaves out of an original what says whose account an export is of: it is nobody's business, and not of the article.</summary>
internal static class AccountFields
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "email", "user_email", "userEmail", "username", "user_name", "password", "ip", "ip_address", "ipAddress", "remote_addr",
        "user", "owner", "createdBy", "created_by",
    };

    /// <summary>The bytes of an object without such properties, at whatever depth; the same bytes where there are none.</summary>
    public static ReadOnlyMemory<byte> CutFrom(ReadOnlyMemory<byte> json)
    {
        var cuts = MayHaveSome(json.Span) ? CutsOf(json.Span) : [];
        if (cuts.Count == 0)
        {
            return json;
        }

        var rest = new ArrayBufferWriter<byte>(json.Length);
        var at = 0;
        foreach (var (start, end) in cuts)
        {
            rest.Write(json.Span[at..start]);
            at = end;
        }

        rest.Write(json.Span[at..]);
        return rest.WrittenMemory;
    }

    private static bool MayHaveSome(ReadOnlySpan<byte> json)
    {
        foreach (var name in Names)
        {
            if (json.IndexOf(System.Text.Encoding.UTF8.GetBytes($"\"{name}\"")) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static List<(int Start, int End)> CutsOf(ReadOnlySpan<byte> json)
    {
        var cuts = new List<(int, int)>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.HasValueSequence || !Names.Contains(System.Text.Encoding.UTF8.GetString(reader.ValueSpan)))
            {
                continue;
            }

            var start = (int)reader.TokenStartIndex;
            reader.Read();
            reader.Skip();
            var end = (int)reader.BytesConsumed;
            var behind = json[end..].TrimStart(" \t\r\n"u8);
            if (behind is [(byte)',', ..])
            {
                end = json.Length - behind.Length + 1;
            }
            else if (json[..start].TrimEnd(" \t\r\n"u8) is [.., (byte)','] ahead && (cuts.Count == 0 || cuts[^1].Item2 < ahead.Length))
            {
                start = ahead.Length - 1;
            }

            cuts.Add((start, end));
        }

        return cuts;
    }
}
