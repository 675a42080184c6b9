using System.CommandLine;
using System.Net;
using Archiver.Articles;
using Archiver.Cli.Options;
using Archiver.Web;

namespace Archiver.Cli.Commands;

internal static class ServeCommand
{
    private const int DefaultPort = 8472;

    /// <param name="Place">The archive.</param>
    /// <param name="Port">The port; 0 for any that is free.</param>
    /// <param name="Listen">Where to listen.</param>
    /// <param name="PasswordFile">The file with the password; null where nobody else may come.</param>
    /// <param name="Open">Whether to start a browser.</param>
    public sealed record Options(ArchivePlace Place, int Port, IPAddress Listen, string? PasswordFile, bool Open);

    public static Command Create(Session session)
    {
        var verb = new Command("serve", "Shows the archive in a browser, for you alone, until Ctrl+C.");
        var port = SharedOptions.Limit($"The port; 0 takes any that is free. [default: {DefaultPort}]", 0, ushort.MaxValue, "--port");
        var open = SharedOptions.Flag("--open", "Start the browser, too.");
        var listen = new Option<IPAddress?>("--listen")
        {
            Description = "Listen at this address of the computer, for others as well; needs --password-file. What is read and the "
                + "password go over the network unencrypted: only for a network that you trust. [default: 127.0.0.1]",
            HelpName = "ADDRESS",
        }.Takes("an address such as 192.168.1.20 or ::1", word => IPAddress.TryParse(word, out var address) ? address : null);
        var password = new Option<string?>("--password-file")
        {
            Description = "The file whose first line is the password that others must give. Nobody but you may be able to read it.",
            HelpName = "FILE",
        };
        foreach (var option in (Option[])[port, open, listen, password])
        {
            verb.Options.Add(option);
        }

        verb.Validators.Add(result =>
        {
            if (result.GetResult(listen) is { Tokens: [var given] } && IPAddress.TryParse(given.Value, out var address)
                && !IPAddress.IsLoopback(address) && result.GetResult(password) is null)
            {
                result.AddError($"--listen {address} lets others in; give their password with --password-file FILE.");
            }
        });
        verb.SetAction(parsed => Run(new Options(SharedOptions.PlaceOf(parsed, session), parsed.GetValue(port) ?? DefaultPort,
            parsed.GetValue(listen) ?? IPAddress.Loopback, parsed.GetValue(password), parsed.GetValue(open)), session));
        return HelpSection.AddTo(verb, "archiver serve --open\narchiver serve --port 0",
            "The address, with the key that opens it.",
            ExitCode.Done, ExitCode.Failure, ExitCode.NoArchive, ExitCode.Busy, ExitCode.Damaged, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        var cancellation = session.CancelOnSignals();
        var password = options.PasswordFile is null ? null : PasswordFile.Read(options.PasswordFile);

        // Who names no archive, or a damaged one, is told so here and not in the browser.
        using (options.Place.OpenToRead(cancellation))
        {
        }

        using var reader = new WebReader(new WebOptions(options.Place.Path, options.Listen, options.Port, password, session.Clock));
        reader.Start();
        session.Text.WriteLine(reader.Address);
        session.Flush();
        session.Say("Open this address in a browser. Ctrl+C ends it.");
        if (reader.AddressesForOthers() is { Count: > 0 } others)
        {
            session.Say($"Others open {string.Join(" or ", others)}");
        }

        if (options.Open)
        {
            OpenBrowser(reader.AddressForOnce(), session);
        }

        cancellation.WaitHandle.WaitOne();
        reader.Stop();
        session.Say("Ended.");
        return ExitCode.Cancelled;
    }

    /// <summary>A browser may be a program that goes on for long.</summary>
    private static void OpenBrowser(string address, Session session) => Task.Run(() =>
    {
        try
        {
            Browser.Open(new Uri(address), session);
        }
        catch (ArchiverException exception)
        {
            session.Complain(exception.Message);
        }
    });
}
