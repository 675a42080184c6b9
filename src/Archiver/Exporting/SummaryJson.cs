using System.Text.Json;
using Archiver.Articles;
using Archiver.Texts;

namespace Archiver.Exporting;

/// <summary>
/// A summary as one JSON object: <c>id</c>, <c>date</c>, <c>category</c>, <c>title</c> and <c>url</c> of the article, and
/// <c>sentences</c>, objects with <c>text</c>, <c>paragraph</c> and <c>score</c>.
/// </summary>
public static class SummaryJson
{
    public static void Write(Article article, IReadOnlyList<SummarySentence> sentences, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, JsonText.WriterOptions))
        {
            VersionedJson.StartObject(json);
            ArticleJson.WriteReference(json, article);
            json.WriteStartArray("sentences"u8);
            foreach (var sentence in sentences)
            {
                json.WriteStartObject();
                ArticleJson.WriteText(json, "text"u8, sentence.Text);
                json.WriteNumber("paragraph"u8, sentence.Paragraph);
                json.WriteNumber("score"u8, Math.Round(sentence.Score, 4));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }
}
