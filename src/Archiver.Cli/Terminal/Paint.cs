namespace Archiver.Cli.Terminal;

/// <summary>Sets text off where colour is allowed; elsewhere the text stays as it is.</summary>
internal readonly record struct Paint(bool Color)
{
    public string Bold(string text) => Color ? $"\u001B[1m{text}\u001B[0m" : text;

    public string Faint(string text) => Color ? $"\u001B[2m{text}\u001B[0m" : text;
}
