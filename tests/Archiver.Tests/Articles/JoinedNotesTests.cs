using Archiver.Articles;
using CsCheck;

namespace Archiver.Tests.Articles;

/// <summary>The notes of two copies of an article, when they come together.</summary>
public sealed class JoinedNotesTests
{
    private static readonly Gen<Note[]> AnyNotes = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 3], (minute, word) => new Note
    {
        At = WallTime.TryParse($"2025-03-01T12:0{minute}", out var time) ? time : default,
        Tags = [$"tag-{word}"],
    }).Array[0, 6];

    [Fact]
    public void All_are_there_once_and_it_makes_no_difference_whose_they_are() => Gen.Select(AnyNotes, AnyNotes).Sample((one, other) =>
    {
        var joined = Keys(ReaderNotes.Joined(one, other));
        Assert.Equal(joined, Keys(ReaderNotes.Joined(other, one)));
        Assert.Equal(Keys(one).Union(Keys(other)).Order(), joined.Order());
    });

    [Fact]
    public void A_copy_that_only_lacks_some_changes_nothing() => Gen.Select(AnyNotes, Gen.Int[0, 63]).Sample((all, which) =>
    {
        Note[] whole = [.. all.DistinctBy(note => note.Key())];
        Note[] some = [.. whole.Where((_, index) => (which >> index & 1) == 1)];
        Assert.Equal(Keys(whole), Keys(ReaderNotes.Joined(some, whole)));
    });

    private static string[] Keys(IReadOnlyList<Note> notes) => [.. notes.Select(note => note.Key())];
}
