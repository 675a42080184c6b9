namespace Archiver.Benchmarks.Generating;

/// <summary>One form of the corpus. Disposing of the writer completes it.</summary>
internal interface IArticleWriter : IDisposable
{
    void Write(GeneratedArticle article);
}
