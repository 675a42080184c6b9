using Archiver.Articles;
using Archiver.Web.Writing;

namespace Archiver.Web.Pages;

/// <summary>What has just been done, and the button that takes it back.</summary>
internal static class Notice
{
    public static void Write(Html page, Visit visit)
    {
        if (visit["done"] is not { } done || visit["id"] is not { } id || !Guid.TryParseExact(id, "D", out var article))
        {
            return;
        }

        var path = $"/article/{article}";
        (string Text, string Action, (string Name, string Value)[] Values)? said = done switch
        {
            "read" when WallTime.TryParse(visit["at"], out var at) =>
                ($"Marked as read at {at.ToString().Replace('T', ' ')}.", $"{path}/unread", [("at", at.ToString())]),
            "unread" => ("The reading was taken back.", "", []),
            "removed" => ("Moved to the bin.", $"{path}/restore", []),
            "restored" => ("Brought back.", $"{path}/remove", []),
            "same" => ("Nothing has changed.", "", []),
            "unsaid" => ("Taken back.", "", []),
            _ when Enum.TryParse<NoteKind>(done, out var kind) && Enum.IsDefined(kind) && visit["at"] is { } act => (kind switch
            {
                NoteKind.Star => "The star was set or taken away.",
                NoteKind.Tags => "The tags were changed.",
                NoteKind.Comment => "Noted.",
                NoteKind.Highlight => "The highlight was set or taken away.",
                _ => "Changed.",
            }, $"{path}/take-back", [("kind", kind.ToString()), ("act", act)]),
            _ => null,
        };
        if (said is var (text, action, values))
        {
            if (visit.Row is { } row)
            {
                values = [.. values, ("row", row)];
            }

            page.Write($"<div class=\"notice\" role=\"status\"><p>{text}</p>{(action.Length == 0 ? Markup.None : PageFrame.Button(action, "Undo", visit.Place, null, values))}</div>\n");
        }
    }
}
