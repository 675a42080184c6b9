using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace Archiver.Benchmarks.Generating;

/// <summary>The verb <c>generate</c>: the same articles in every form that is asked for.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var count = new Option<int>("--count") { Description = "How many articles.", DefaultValueFactory = _ => 100_000 };
        var seed = new Option<ulong>("--seed") { Description = "The same seed, the same corpus.", DefaultValueFactory = _ => 1 };
        var output = new Option<string?>("--output") { Description = "As --form dumps=PATH." };
        var folder = new Option<string?>("--folder") { Description = "As --form folder=PATH." };
        var forms = new Option<string[]>("--form")
        {
            Description = "NAME=PATH, once for each form: "
                + string.Join(", ", ArticleForms.All.Select(form => $"{form.Name} ({form.Description})")) + ".",
        };
        forms.Validators.Add(result =>
        {
            foreach (var text in result.Tokens.Select(token => token.Value).Where(text => FormOf(text).Form is null))
            {
                result.AddError($"--form {text}: give NAME=PATH, with one of {string.Join(", ", ArticleForms.All.Select(form => form.Name))}");
            }
        });
        var command = new Command("generate", "Writes a corpus of made-up articles.") { count, seed, output, folder, forms };
        command.SetAction(parsed => Run(parsed.GetValue(count), parsed.GetValue(seed),
        [
            .. new[] { ("dumps", parsed.GetValue(output)), ("folder", parsed.GetValue(folder)) }
                .Where(form => form.Item2 is not null).Select(form => $"{form.Item1}={form.Item2}"),
            .. parsed.GetValue(forms) ?? [],
        ]));
        return command;
    }

    private static int Run(int count, ulong seed, IReadOnlyList<string> forms)
    {
        var clock = Stopwatch.StartNew();
        var writers = forms.Select(FormOf).Select(form => form.Form!.Create(form.Path)).ToList();
        foreach (var article in new Corpus(count, seed).Articles())
        {
            writers.ForEach(writer => writer.Write(article));
        }

        writers.ForEach(writer => writer.Dispose());
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:n0} articles in {clock.Elapsed.TotalSeconds:f1} s"));
        foreach (var file in forms.Select(form => new FileInfo(FormOf(form).Path)).Where(file => file.Exists))
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file.Name}: {file.Length / 1e6:n1} MB"));
        }

        return 0;
    }

    private static (ArticleForm? Form, string Path) FormOf(string text) =>
        text.Split('=', 2) is [var name, { Length: > 0 } path] ? (ArticleForms.All.FirstOrDefault(form => form.Name == name), path) : (null, "");
}
