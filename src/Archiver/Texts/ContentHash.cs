using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Archiver.Texts;

/// <summary>
/// The one place where SHA-256 and SHA-1 are computed. .NET asks the system for them, on Linux OpenSSL's library, which
/// slim systems do not have. The native program there has OpenSSL's few functions in itself: how it is linked says
/// <c>Archiver.Cli.csproj</c>, and a switch tells it here.
/// </summary>
internal static class ContentHash
{
    public const int Sha256Length = 32;
    public const int Sha1Length = 20;

    /// <summary>In bytes: more than the state of either function.</summary>
    private const int StateLength = 256;

    private static readonly bool IsLinked = AppContext.TryGetSwitch("Archiver.LinkedHash", out var linked) && linked;

    public static byte[] Sha256(ReadOnlySpan<byte> bytes)
    {
        if (!IsLinked)
        {
            return SHA256.HashData(bytes);
        }

        var state = new State();
        var digest = new byte[Sha256Length];
        _ = BeginSha256(ref state[0]);
        _ = UpdateSha256(ref state[0], in MemoryMarshal.GetReference(bytes), (nuint)bytes.Length);
        _ = EndSha256(ref digest[0], ref state[0]);
        return digest;
    }

    /// <summary>The digest of the pieces as they follow one another.</summary>
    public static byte[] Sha1(IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        if (!IsLinked)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
            foreach (var piece in pieces)
            {
                hash.AppendData(piece.Span);
            }

            return hash.GetHashAndReset();
        }

        var state = new State();
        var digest = new byte[Sha1Length];
        _ = BeginSha1(ref state[0]);
        foreach (var piece in pieces)
        {
            _ = UpdateSha1(ref state[0], in MemoryMarshal.GetReference(piece.Span), (nuint)piece.Length);
        }

        _ = EndSha1(ref digest[0], ref state[0]);
        return digest;
    }

    [DllImport("libcrypto", EntryPoint = "SHA256_Init")]
    private static extern int BeginSha256(ref byte state);

    [DllImport("libcrypto", EntryPoint = "SHA256_Update")]
    private static extern int UpdateSha256(ref byte state, in byte bytes, nuint length);

    [DllImport("libcrypto", EntryPoint = "SHA256_Final")]
    private static extern int EndSha256(ref byte digest, ref byte state);

    [DllImport("libcrypto", EntryPoint = "SHA1_Init")]
    private static extern int BeginSha1(ref byte state);

    [DllImport("libcrypto", EntryPoint = "SHA1_Update")]
    private static extern int UpdateSha1(ref byte state, in byte bytes, nuint length);

    [DllImport("libcrypto", EntryPoint = "SHA1_Final")]
    private static extern int EndSha1(ref byte digest, ref byte state);

    [System.Runtime.CompilerServices.InlineArray(StateLength)]
    private struct State
    {
        private byte _first;
    }
}
