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

        var back = $"/article/{article}";
        (string Text, string Action, (string Name, string Value)[] Values)? said = done switch
        {
            "read" when WallTime.TryParse(visit["at"], out var at) =>
                ($"Marked as read at {at.ToString().Replace('T', ' ')}.", $"{back}/unread", [("at", at.ToString())]),
            "unread" => ("The reading was taken back.", "", []),
            "removed" => ("Moved to the bin.", $"{back}/restore", []),
            "restored" => ("Brought back.", $"{back}/remove", []),
            "same" => ("Nothing has changed.", "", []),
            "unsaid" => ("Taken back.", "", []),
            _ when Enum.TryParse<NoteKind>(done, out var kind) && Enum.IsDefined(kind) && visit["at"] is { } act => (kind switch
            {
                NoteKind.Star => "The star was set or taken away.",
                NoteKind.Tags => "The tags were changed.",
                NoteKind.Comment => "Noted.",
                NoteKind.Highlight => "Highlighted.",
                _ => "Changed.",
            }, $"{back}/take-back", [("kind", kind.ToString()), ("act", act)]),
            _ => null,
        };
        if (said is var (text, action, values))
        {
            page.Write($"<div class=\"notice\" role=\"status\"><p>{text}</p>{(action.Length == 0 ? Markup.None : Frame.Button(action, "Undo", back, null, values))}</div>\n");
        }
    }
}
