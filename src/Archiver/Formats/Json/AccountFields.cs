using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Archiver.Formats.Json;

/// <summary>Leaves out of an original what says whose account an export is of: it is nobody's business, and not of the article.</summary>
internal static class AccountFields
{
    private static readonly string[] Names =
    [
        "email", "user_email", "userEmail", "username", "user_name", "password", "ip", "ip_address", "ipAddress", "remote_addr",
        "user", "account", "owner", "createdBy", "created_by", "addedBy", "pinnedBy", "sharedBy", "members", "collaborators",
    ];

    /// <summary>The bytes of an object without such properties, at whatever depth; the same bytes where there are none.</summary>
    public static ReadOnlyMemory<byte> CutFrom(ReadOnlyMemory<byte> json)
    {
        List<(int Start, int End)> cuts = [];
        try
        {
            cuts = CutsOf(json.Span);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // It was read as what its bytes mean in another encoding.
        }

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

    /// <summary>In whatever case it is written, and with escapes in it.</summary>
    private static bool NamesAccount(ref readonly Utf8JsonReader reader)
    {
        var name = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString() ?? "") : reader.ValueSpan;
        foreach (var each in Names)
        {
            if (Ascii.EqualsIgnoreCase(name, each))
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
            if (reader.TokenType != JsonTokenType.PropertyName || !NamesAccount(in reader))
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
