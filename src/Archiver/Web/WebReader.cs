using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Archiver.Articles;
using Archiver.Files;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Archiver.Web;

/// <summary>How the reader in the browser is to be served.</summary>
/// <param name="Archive">The archive's file.</param>
/// <param name="Listen">Where: this computer alone, unless there is a password.</param>
/// <param name="Port">The port; 0 for any that is free.</param>
/// <param name="Password">What is asked for where others may come; null where they may not.</param>
/// <param name="Clock">Tells what day it is.</param>
public sealed record WebOptions(string Archive, IPAddress Listen, int Port, string? Password, TimeProvider Clock);

/// <summary>
/// The archive in a browser. Kestrel's core alone answers: no configuration, no environment and no other component has a
/// say in where it listens or what it does.
/// </summary>
public sealed class WebReader : IDisposable
{
    /// <summary>In bytes. An address has room for the longest query, percent signs and all.</summary>
    private const int LongestAddress = 100 << 10;
    private const int LongestHeaders = 128 << 10;
    private const int LongestForm = 256 << 10;

    private const int MostHeaders = 64;
    private const int MostConnections = 4096;

    private static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan IdleConnection = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(2);

    private readonly KestrelServer _server;
    private readonly Answering _answering;
    private readonly Access _access;
    private readonly WebOptions _options;

    public WebReader(WebOptions options)
    {
        _options = options;
        _access = new Access(options.Password, options.Clock);
        _answering = new Answering(options, _access);
        var kestrel = new KestrelServerOptions { AddServerHeader = false, AllowSynchronousIO = false };
        kestrel.Limits.MaxRequestLineSize = LongestAddress;
        kestrel.Limits.MaxRequestHeadersTotalSize = LongestHeaders;
        kestrel.Limits.MaxRequestHeaderCount = MostHeaders;
        kestrel.Limits.MaxRequestBodySize = LongestForm;
        kestrel.Limits.MaxRequestBufferSize = LongestForm;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = 0;
        kestrel.Limits.RequestHeadersTimeout = HeadersWithin;
        kestrel.Limits.KeepAliveTimeout = IdleConnection;
        kestrel.Listen(options.Listen, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        _server = new KestrelServer(Options.Create(kestrel),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
    }

    /// <summary>Where it listens, once it does.</summary>
    public int Port => new Uri(_server.Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    /// <summary>The address to open: with the key, where one is asked for.</summary>
    public string Address => Root + (_access.HasPassword ? "" : $"?{Access.KeyParameter}={_access.Key}");

    /// <summary>
    /// The address to open with a new key that works only once: other users of this computer may see it on its way to
    /// the browser.
    /// </summary>
    public string AddressForOnce() => $"{Root}?{Access.KeyParameter}={_access.NewTicket()}";

    /// <summary>
    /// The addresses at which others come in where it listens at all of this computer's, for then none of them is
    /// <see cref="Address"/>.
    /// </summary>
    public IReadOnlyList<string> AddressesForOthers()
    {
        if (!_options.Listen.Equals(IPAddress.Any) && !_options.Listen.Equals(IPAddress.IPv6Any))
        {
            return [];
        }

        try
        {
            return
            [
                .. NetworkInterface.GetAllNetworkInterfaces()
                    .Where(each => each.OperationalStatus == OperationalStatus.Up)
                    .SelectMany(each => each.GetIPProperties().UnicastAddresses.Select(unicast => unicast.Address))
                    .Where(address => !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal
                        && (address.AddressFamily == AddressFamily.InterNetwork || _options.Listen.Equals(IPAddress.IPv6Any)))
                    .Select(address => $"http://{new IPEndPoint(address, Port)}/").Distinct(),
            ];
        }
        catch (Exception exception) when (exception is NetworkInformationException or IOException or UnauthorizedAccessException)
        {
            // Where this computer does not say which it has, its owner knows.
            return [];
        }
    }

    private string Root => $"http://{new IPEndPoint(_options.Listen.Equals(IPAddress.Any) ? IPAddress.Loopback
        : _options.Listen.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : _options.Listen, Port)}/";

    /// <exception cref="ArchiverException">It cannot listen there.</exception>
    public void Start()
    {
        try
        {
            _server.StartAsync(_answering, CancellationToken.None).GetAwaiter().GetResult();
            _answering.Port = Port;
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new ArchiverException(Failure.General, $"port {_options.Port} of {_options.Listen} is held by another program, perhaps another "
                + "`archiver serve`. Name another with --port N, or have a free one taken with --port 0.", exception);
        }
        catch (Exception exception) when (exception is SocketException or IOException or UnauthorizedAccessException)
        {
            throw new ArchiverException(Failure.General,
                $"Cannot listen at {_options.Listen}, port {_options.Port}: {FileFailure.Reason(exception)} Name an address of this computer, and a port that you may use.", exception);
        }
    }

    /// <summary>Answers what has been asked, and nothing more.</summary>
    public void Stop()
    {
        using var end = new CancellationTokenSource(EndWithin);
        _answering.Stop();
        try
        {
            _server.StopAsync(end.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // Somebody holds a connection open, and it is closed all the same.
        }
    }

    public void Dispose()
    {
        _server.Dispose();
        _answering.Dispose();
    }
}
