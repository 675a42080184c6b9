using Archiver.Formats.Dumps;
using Archiver.Formats.News;
using Archiver.Formats.Pages;
using Archiver.Formats.Reading;

namespace Archiver.Formats;

/// <summary>The formats that can be imported. A new one is a new file and a new row; the help and the README name it by that.</summary>
internal static class ArticleFormats
{
    /// <summary>So many bytes of an input's beginning tell its format.</summary>
    public const int HeadLength = 4096;

    /// <summary>In the order in which they are asked: what may be anything is asked last.</summary>
    public static IReadOnlyList<IArticleFormat> All { get; } = 
    [
        new ReutersFormat(), new LexisNexisFormat(), new ProQuestFormat(), new FactivaFormat(), new EuropresseFormat(),
        new PageFormat(), new DumpFormat(),
    ];

    /// <summary>The format of an input.</summary>
    /// <param name="head">Its first bytes, at most <see cref="HeadLength"/>.</param>
    public static IArticleFormat Of(ReadOnlySpan<byte> head)
    {
        foreach (var format in All)
        {
            if (format.Recognizes(head))
            {
                return format;
            }
        }

        return All[^1];
    }

    /// <summary>The format of that name; null where there is none.</summary>
    public static IArticleFormat? Named(string name) =>
        All.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
