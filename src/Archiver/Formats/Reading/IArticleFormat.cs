namespace Archiver.Formats.Reading;

/// <summary>
/// A way to write articles down: as one input (<see cref="IArticleFormat"/>), as several (<see cref="ISetFormat"/>), or
/// both.
/// </summary>
internal interface IFormat
{
    /// <summary>As <c>--format</c> and the report name it: <c>dump</c>.</summary>
    string Name { get; }

    /// <summary>What its inputs are, in the words of the help: <c>text dumps of the reading app</c>.</summary>
    string Description { get; }
}

/// <summary>A format whose inputs stand alone.</summary>
internal interface IArticleFormat : IFormat, IInputKind;

/// <summary>A kind of inputs: recognises them by what is in them, and reads articles from them. A format may have several.</summary>
internal interface IInputKind
{
    /// <summary>Whether an input is written so.</summary>
    bool Recognizes(InputHead head);

    /// <summary>A reader of inputs of this kind; it serves for any number of them, one after another.</summary>
    IArticleReader NewReader(ReadingOptions options);
}

/// <summary>Reads an input stretch by stretch, with bounded memory. The stream is neither sought nor closed.</summary>
internal interface IArticleReader
{
    /// <summary>Begins another input; what was allocated for those before serves again.</summary>
    void Begin(Stream input);

    /// <summary>The next stretch, or null at the input's end or after a cancellation. Their lengths add up to the input's.</summary>
    Stretch? Read();
}
