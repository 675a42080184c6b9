using Archiver.Articles;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Runs;
using Archiver.Upkeep.Checks;

namespace Archiver.Upkeep;

/// <summary>The copies of frames that are lost. That one is the frame's copy is proved by the original that it gives.</summary>
internal sealed class SpareFrames
{
    private readonly Dictionary<TextNumber, TextNumber> _copies = [];

    /// <summary>Goes through the keys of all texts: a frame and its copy have the same.</summary>
    public static SpareFrames Find(Verification old)
    {
        var spares = new SpareFrames();
        Findings.Try(() =>
        {
            var (key, lost, left) = (ulong.MaxValue, TextNumber.None, TextNumber.None);
            foreach (var entry in new RunSet(old.Catalog?.Runs ?? [], RunKind.Text, old.Table.Finder(old.Documents, DocumentKind.Block))
                .Range(0, ulong.MaxValue, descending: false))
            {
                (key, lost, left) = key == entry.Key ? (key, lost, left) : (entry.Key, TextNumber.None, TextNumber.None);
                var number = new TextNumber(entry.Number);
                (lost, left) = old.Texts.Has(number) ? (lost, number) : (number, left);
                if (lost != TextNumber.None && left != TextNumber.None)
                {
                    spares._copies[lost] = left;
                }
            }
        });
        return spares;
    }

    /// <returns>None where there is none.</returns>
    public TextNumber Of(TextNumber frame) => _copies.GetValueOrDefault(frame);
}
