using System.Diagnostics;
using System.Text;
using Archiver.Cli;
using Archiver.Cli.Terminal;
using Archiver.Importing;
using Archiver.Store.Runs;

namespace Archiver.Tests.Cli;

/// <summary>What a command said and how it ended.</summary>
internal sealed record CommandResult(int Code, byte[] Output, string Error)
{
    public string Text => Encoding.UTF8.GetString(Output);

    public string[] Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>What a command finds around it.</summary>
internal sealed record Surroundings
{
    public byte[] Input { get; init; } = [];

    /// <summary>Whether somebody is at a terminal to type the input.</summary>
    public bool InputIsTerminal { get; init; }

    /// <summary>What standard output is; a process always gets a pipe.</summary>
    public TerminalInfo Output { get; init; } = TerminalInfo.Pipe;

    /// <summary>What standard error is; a process always gets a pipe.</summary>
    public TerminalInfo Error { get; init; } = TerminalInfo.Pipe;

    /// <summary>The value of <c>ARCHIVER_ARCHIVE</c>; the workplace's archive where it is null.</summary>
    public string? Archive { get; init; }

    /// <summary>The value of <c>BROWSER</c>; a process gets one that shows nothing.</summary>
    public string? Browser { get; init; }

    /// <summary>What time it is; a process always looks at the system's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public static Surroundings Terminal(int width) => new() { Output = new TerminalInfo(true, width, Color: false) };
}

/// <summary>A folder of its own for a test, and the commands that are run there.</summary>
internal sealed class Workplace : IDisposable
{
    private static readonly Lazy<byte[]> Corpus = new(() => Imported(place => Fixture.Corpus));

    private static readonly Lazy<byte[]> Many = new(() => Imported(place => place.Write("dumps.txt", ManyDumps(4000))));

    public string Folder { get; } = Directory.CreateTempSubdirectory("archiver-").FullName;

    public string Archive => At("archive.db");

    /// <summary>A workplace whose archive holds the articles of <see cref="Fixture.Corpus"/>.</summary>
    public static Workplace WithCorpus() => With(Corpus.Value);

    /// <summary>A workplace whose archive holds more than a pipe does.</summary>
    public static Workplace WithManyArticles() => With(Many.Value);

    public static string ManyDumps(int count) => string.Concat(Enumerable.Range(0, count).Select(number =>
        $"Paragraph {number} of many that are much the same, and this is what it says about number {number * 7919 % 1000}.\n"
        + $"Details\nURL: https://many.example/{number}\nCategory ID: many\nDate: 2025-01-31\n"));

    public string At(string name) => Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
        return At(name);
    }

    /// <summary>Changes a letter of a URL that an article of the archive has.</summary>
    public void Damage()
    {
        var bytes = File.ReadAllBytes(Archive);
        var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Fixture.LighthouseUrl));
        Assert.NotEqual(-1, at);
        bytes[at + 10] ^= 1;
        File.WriteAllBytes(Archive, bytes);
    }

    /// <summary>The names of all files there are, in the order of their names.</summary>
    public string[] Files() =>
        [.. Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public CommandResult Run(Way way, params string[] arguments) => Run(way, new Surroundings(), arguments);

    public CommandResult Run(Way way, Surroundings surroundings, params string[] arguments) =>
        way == Way.Native ? RunProcess(surroundings, arguments) : RunHere(surroundings, arguments);

    /// <summary>Runs a script of bash; <c>$archiver</c> is the binary.</summary>
    public CommandResult Bash(string script)
    {
        RequireUnix();
        var start = Start("bash");
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(script);
        start.Environment["archiver"] = NativeBinary.Path;
        return Communicate(start, []);
    }

    /// <summary>
    /// Starts the binary and leaves it running. It can be interrupted even where the tests cannot: a shell lets what it
    /// runs in the background ignore SIGINT, and programs inherit that.
    /// </summary>
    public Process Begin(params string[] arguments)
    {
        RequireUnix();
        var start = OfBinary(new Surroundings(), ["--default-signal=INT", NativeBinary.Path, .. arguments]);
        start.FileName = "env";
        return Process.Start(start)!;
    }

    /// <summary>The text with this workplace's folder, the fixtures' folder and times of import masked.</summary>
    public string Mask(string text) => Fixture.Mask(text.Replace(Folder, "<folder>", StringComparison.Ordinal));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static void RequireUnix() => Assert.SkipWhen(OperatingSystem.IsWindows(), "The test is about shells and signals of Unix.");

    private static Workplace With(byte[] archive)
    {
        var place = new Workplace();
        File.WriteAllBytes(place.Archive, archive);
        return place;
    }

    private static byte[] Imported(Func<Workplace, string> input)
    {
        using var place = new Workplace();
        Assert.Equal(0, place.Run(Way.InProcess, "import", input(place)).Code);
        return File.ReadAllBytes(place.Archive);
    }

    private CommandResult RunHere(Surroundings surroundings, string[] arguments)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        var code = CommandLine.Run(arguments, new Session
        {
            OpenInput = () => new MemoryStream(surroundings.Input),
            InputIsTerminal = () => surroundings.InputIsTerminal,
            Output = output,
            Error = error,
            OutputTerminal = surroundings.Output,
            ErrorTerminal = surroundings.Error,
            Clock = surroundings.Clock,
            Variable = name => name switch { "ARCHIVER_ARCHIVE" => surroundings.Archive ?? Archive, "BROWSER" => surroundings.Browser ?? "true", _ => null },
        });
        return new CommandResult(code, output.ToArray(), error.ToString());
    }

    private CommandResult RunProcess(Surroundings surroundings, string[] arguments) =>
        Communicate(OfBinary(surroundings, arguments), surroundings.Input);

    private ProcessStartInfo OfBinary(Surroundings surroundings, string[] arguments)
    {
        var start = Start(NativeBinary.Path);
        start.Environment["ARCHIVER_ARCHIVE"] = surroundings.Archive ?? Archive;
        start.Environment["BROWSER"] = surroundings.Browser ?? "true";
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    private ProcessStartInfo Start(string program)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment.Remove("ARCHIVER_ARCHIVE");
        start.Environment["XDG_DATA_HOME"] = At("data");
        return start;
    }

    private static CommandResult Communicate(ProcessStartInfo start, byte[] input)
    {
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var feeding = Task.Run(() =>
        {
            try
            {
                process.StandardInput.BaseStream.Write(input);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It ended without reading.
            }
        });
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        Task.WaitAll(error, feeding);
        process.WaitForExit();
        return new CommandResult(process.ExitCode, output.ToArray(), error.Result);
    }
}
