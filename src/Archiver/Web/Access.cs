using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Archiver.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Archiver.Web;

/// <summary>
/// Who is let in. On this computer, who has the key of the printed address; from elsewhere, who has the password. Either is
/// given once, and becomes a cookie that no script reads and no other site can have sent.
/// </summary>
internal sealed class Access
{
    public const string KeyParameter = "key";

    private readonly byte[] _cookie = NewSecret();
    private readonly byte[]? _password;
    private readonly HashSet<string> _tickets = [];
    private readonly WrongPasswords _failures;
    private readonly Lock _lock = new();

    /// <param name="password">The password; null where the key of the address is asked for.</param>
    /// <param name="clock">Tells how long ago a wrong password was given.</param>
    public Access(string? password, TimeProvider clock)
    {
        (_password, _failures) = (password is null ? null : HashOf(password), new WrongPasswords(clock));
        Key = Encoding.ASCII.GetString(NewSecret());
    }

    /// <summary>What opens the reader as often as it is given; nobody else knows it.</summary>
    public string Key { get; }

    public bool HasPassword => _password is not null;

    /// <summary>A key that opens the reader once: other users of this computer see with what a browser is started.</summary>
    public string NewTicket()
    {
        var ticket = Encoding.ASCII.GetString(NewSecret());
        lock (_lock)
        {
            _tickets.Add(ticket);
        }

        return ticket;
    }

    public bool IsKey(string given)
    {
        lock (_lock)
        {
            if (_tickets.Remove(given))
            {
                return true;
            }
        }

        return !HasPassword && AreSame(Encoding.UTF8.GetBytes(given), Encoding.ASCII.GetBytes(Key));
    }

    /// <summary>Whether this is the password.</summary>
    /// <param name="given">What is given as the password.</param>
    /// <param name="from">From where.</param>
    /// <returns>Null where nobody may try from there now.</returns>
    public bool? IsPassword(string given, IPAddress from)
    {
        lock (_lock)
        {
            if (_failures.IsLockedOut(from))
            {
                return null;
            }

            var isRight = _password is not null && AreSame(HashOf(given), _password);
            if (!isRight)
            {
                _failures.Add(from);
            }

            return isRight;
        }
    }

    public bool IsLetIn(HttpRequest request) => request.Cookies[CookieName(request)] is { } cookie
        && AreSame(Encoding.UTF8.GetBytes(cookie), _cookie);

    /// <summary>The header that lets a browser in from now on, until it is closed or this process ends.</summary>
    public string SetCookie(HttpRequest request) =>
        $"{CookieName(request)}={Encoding.ASCII.GetString(_cookie)}; Path=/; HttpOnly; SameSite=Strict";

    /// <summary>
    /// Whether a browser that changes something is on a page of ours. Browsers say where a request comes from, and no page
    /// can have them say anything else.
    /// </summary>
    public static bool IsFromHere(HttpRequest request)
    {
        var (site, origin) = (request.Headers["Sec-Fetch-Site"], request.Headers[HeaderNames.Origin]);
        return site.Count > 0 ? site == "same-origin" : origin == $"{request.Scheme}://{request.Host}";
    }

    /// <summary>
    /// Whether the browser was sent to this computer by a name that only somebody here can have given. A name of another's
    /// domain that leads here is not such a one: the pages of that domain could read ours.
    /// </summary>
    /// <param name="host">The name and the port, as the browser has them.</param>
    /// <param name="listen">Where the server listens.</param>
    /// <param name="port">The port there.</param>
    public static bool IsOurs(HostString host, IPAddress listen, int port)
    {
        var name = host.Host.Trim('[', ']');
        if ((host.Port ?? 80) != port)
        {
            return false;
        }

        return IPAddress.IsLoopback(listen)
            ? name == "localhost" || (IPAddress.TryParse(name, out var address) && address.Equals(listen))
            : name == "localhost" || IPAddress.TryParse(name, out _)
                || name.Equals(Environment.MachineName, StringComparison.OrdinalIgnoreCase)
                || name.Equals($"{Environment.MachineName}.local", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Cookies do not tell ports apart, and two readers may run at once.</summary>
    private static string CookieName(HttpRequest request) =>
        string.Create(CultureInfo.InvariantCulture, $"archiver-{request.Host.Port ?? 80}");

    /// <summary>256 bits that cannot be guessed, as text. .NET's usual source of them needs OpenSSL's library; this one does not.</summary>
    private static byte[] NewSecret()
    {
        var random = new byte[64];
        for (var at = 0; at < random.Length; at += 16)
        {
            Guid.NewGuid().TryWriteBytes(random.AsSpan(at));
        }

        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(ContentHash.Sha256(random)));
    }

    private static byte[] HashOf(string password) => ContentHash.Sha256(Encoding.UTF8.GetBytes(password));

    /// <summary>In a time that does not tell how much of them is the same.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    private static bool AreSame(byte[] left, byte[] right)
    {
        var difference = left.Length ^ right.Length;
        for (var at = 0; at < left.Length && at < right.Length; at++)
        {
            difference |= left[at] ^ right[at];
        }

        return difference == 0;
    }
}
