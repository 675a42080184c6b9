namespace Archiver.Web.Writing;

/// <summary>How a person wants pages to look. It lies in a cookie, so that pages come as they are to be, without a script.</summary>
/// <param name="Theme"><c>light</c>, <c>dark</c>, or <c>system</c>.</param>
/// <param name="Font"><c>sans</c> or <c>serif</c>.</param>
/// <param name="Size">From 1, small, to 7, large.</param>
/// <param name="Keys">Whether single keys do something.</param>
internal sealed record Look(string Theme, string Font, int Size, bool Keys)
{
    public const string Cookie = "archiver-look";
    public const int Smallest = 1;
    public const int Largest = 7;

    public static readonly string[] Themes = ["system", "light", "dark"];
    public static readonly string[] Fonts = ["sans", "serif"];

    public static readonly Look Usual = new("system", "sans", 3, Keys: true);

    /// <summary>Reads what <see cref="ToString"/> has written; what is no such thing is as usual.</summary>
    public static Look Read(string? cookie)
    {
        var parts = cookie?.Split('.') ?? [];
        return parts is [var theme, var font, [var size], var keys] && Themes.Contains(theme) && Fonts.Contains(font)
            && size - '0' is >= Smallest and <= Largest
            ? new Look(theme, font, size - '0', keys != "off") : Usual;
    }

    public override string ToString() => $"{Theme}.{Font}.{(char)('0' + Size)}.{(Keys ? "on" : "off")}";
}
