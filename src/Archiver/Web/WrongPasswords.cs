using System.Net;
using System.Net.Sockets;

namespace Archiver.Web;

/// <summary>
/// From where wrong passwords came in the last minute. Each address is counted for itself, so that who tries passwords
/// locks out nobody else. Not for several threads at once.
/// </summary>
/// <param name="clock">Tells how long ago one came.</param>
internal sealed class WrongPasswords(TimeProvider clock)
{
    /// <summary>So many a minute from one address, and none is looked at until the minute is over.</summary>
    public const int MostFailures = 10;

    /// <summary>So many addresses are remembered; then the one that has failed longest ago is forgotten.</summary>
    public const int MostAddresses = 1024;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Dictionary<IPAddress, Queue<long>> _failures = [];

    /// <summary>How many addresses are remembered.</summary>
    public int Addresses => _failures.Count;

    public bool IsLockedOut(IPAddress address) => _failures.TryGetValue(NetworkOf(address), out var failures) && Recent(failures) >= MostFailures;

    public void Add(IPAddress address)
    {
        var network = NetworkOf(address);
        if (!_failures.TryGetValue(network, out var failures))
        {
            if (_failures.Count >= MostAddresses)
            {
                _failures.Remove(_failures.MinBy(each => each.Value.LastOrDefault(long.MinValue)).Key);
            }

            _failures.Add(network, failures = new Queue<long>(MostFailures));
        }

        if (Recent(failures) >= MostFailures)
        {
            failures.Dequeue();
        }

        failures.Enqueue(clock.GetTimestamp());
    }

    private int Recent(Queue<long> failures)
    {
        var now = clock.GetTimestamp();
        while (failures.TryPeek(out var oldest) && clock.GetElapsedTime(oldest, now) > Minute)
        {
            failures.Dequeue();
        }

        return failures.Count;
    }

    /// <summary>Who has one address of IPv6 has the rest of its network as well: 64 bits are a household's.</summary>
    private static IPAddress NetworkOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
