namespace Archiver.Cli.Views;

/// <summary>
/// The help on what is printed as JSON: an introduction, and what the types of the reports say of each field. The latter
/// is a file, which a test writes and compares, so that the program need not look at its types.
/// </summary>
internal static class JsonHelp
{
    private const string Introduction = """
        What --json, `export` and `import --report` print, field by field.

        Output is one JSON document, or objects one a line where it says so below.
        Every object that is no part of another one begins with formatVersion. Fields
        may come within a version; none goes, or gets another name, place or type. A
        field that is not known is null, never absent. One thing has one name
        everywhere, also in queries and in --sort.

          text, number, yes/no   a string, a number, true or false
          date                   2025-01-31
          time                   2025-02-01T07:00, as a clock showed it, without a zone
          UTC time               2026-11-22T21:07:12Z
          object                 has the fields that are listed below it
          texts, objects, ...    an array of them
          named texts            an object of texts whose names are an article's own

        Texts have no control characters and none that turn the direction of writing:
        these are escaped, as in \u001B.

        """;

    public static void Write(TextWriter output)
    {
        output.Write(Introduction);
        using var file = new StreamReader(typeof(JsonHelp).Assembly.GetManifestResourceStream("reports.txt")!);
        output.Write(file.ReadToEnd());
    }
}
