using Archiver.Tests.Cli;

namespace Archiver.Tests.Store;

public sealed class HashingTests
{
    /// <summary>What asks .NET for a hash ends the program where the system has no OpenSSL.</summary>
    [Fact]
    public void One_file_alone_asks_the_system_for_hashes() => Assert.Equal(["ContentHash.cs"],
        Directory.EnumerateFiles(Path.Combine(Fixture.Repository, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && File.ReadAllText(file).Contains("System.Security.Cryptography", StringComparison.Ordinal))
            .Select(Path.GetFileName));
}
