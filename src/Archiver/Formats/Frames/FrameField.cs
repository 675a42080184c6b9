using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Archiver.Articles;

namespace Archiver.Formats.Frames;

/// <summary>The details that a frame can leave out, and the ways in which a dump writes them.</summary>
internal enum FrameField
{
    Words,
    WordsComma,
    Reads,
    Id,
    IdUpper,
    Category,
    Url,
    DatePress,
    DateFull,
    DateShort,
    DateShortPoint,
    DateIso,
    DateSlash,
    Created,
    CreatedDash,
    CreatedIso,
    Updated,
    UpdatedDash,
    UpdatedIso,
    LastRead,
    LastReadDash,
    LastReadIso,
}

internal static class FrameFields
{
    private static readonly byte[][] Names =
    [
        .. new[]
        {
            "words", "words,", "reads", "id", "ID", "category", "url",
            "date", "date full", "date short", "date short.", "date iso", "date slash",
            "created", "created dash", "created iso", "updated", "updated dash", "updated iso",
            "lastRead", "lastRead dash", "lastRead iso",
        }.Select(Encoding.ASCII.GetBytes),
    ];

    public static ReadOnlySpan<byte> Name(this FrameField field) => Names[(int)field];

    public static FrameField? Parse(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (name.SequenceEqual(Names[i]))
            {
                return (FrameField)i;
            }
        }

        return null;
    }

    /// <summary>The most bytes that a field takes.</summary>
    public static int MaxLength(FrameField field, Details details) => field switch
    {
        FrameField.Category => Encoding.UTF8.GetMaxByteCount(details.Category?.Length ?? 0),
        FrameField.Url => Encoding.UTF8.GetMaxByteCount(details.Url?.Length ?? 0),
        _ => 40,
    };

    /// <summary>Writes a field as a dump does; the destination has room for <see cref="MaxLength"/> bytes.</summary>
    /// <returns>The length, or -1 where the detail is not known.</returns>
    public static int Write(FrameField field, Details details, Span<byte> destination) => field switch
    {
        FrameField.Words => Number(details.Words, default, destination),
        FrameField.WordsComma => Number(details.Words, "N0", destination),
        FrameField.Reads => Number(details.ReadCount, default, destination),
        FrameField.Id or FrameField.IdUpper => Id(details.Id, field == FrameField.IdUpper, destination),
        FrameField.Category => Text(details.Category, destination),
        FrameField.Url => Text(details.Url, destination),
        >= FrameField.DatePress and <= FrameField.DateSlash =>
            details.Date is { } date ? CalendarDate.Write(date, field - FrameField.DatePress + DateStyle.Press, destination) : -1,
        >= FrameField.Created and <= FrameField.CreatedIso =>
            Time(details.Created, field - FrameField.Created + TimeStyle.Slash, destination),
        >= FrameField.Updated and <= FrameField.UpdatedIso =>
            Time(details.Updated, field - FrameField.Updated + TimeStyle.Slash, destination),
        _ => Time(details.LastRead, field - FrameField.LastRead + TimeStyle.Slash, destination),
    };

    private static int Number(int? value, ReadOnlySpan<char> format, Span<byte> destination) =>
        value is { } number && number.TryFormat(destination, out var length, format, CultureInfo.InvariantCulture) ? length : -1;

    private static int Id(Guid? value, bool isUpper, Span<byte> destination)
    {
        if (value is not { } id || !Utf8Formatter.TryFormat(id, destination, out var length))
        {
            return -1;
        }

        if (isUpper)
        {
            Ascii.ToUpperInPlace(destination[..length], out _);
        }

        return length;
    }

    private static int Text(string? value, Span<byte> destination) =>
        value is null ? -1 : Encoding.UTF8.GetBytes(value, destination);

    private static int Time(WallTime? value, TimeStyle style, Span<byte> destination) =>
        value is { } time ? ClockTime.Write(time, style, destination) : -1;
}
