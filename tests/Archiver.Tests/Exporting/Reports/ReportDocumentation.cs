using System.ComponentModel;
using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Archiver.Articles;
using Archiver.Cli.Terminal;
using Archiver.Exporting.Reports;

namespace Archiver.Tests.Exporting.Reports;

/// <summary>What the types say of the reports, as <c>help json</c> prints it.</summary>
internal static class ReportDocumentation
{
    /// <summary>Where types and words begin.</summary>
    private const int TypeColumn = 25;
    private const int WordsColumn = 42;
    private const int Width = 80;

    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>The reports, in the order of <see cref="ReportContext"/>.</summary>
    public static string Write()
    {
        var text = new StringBuilder();
        foreach (var attribute in typeof(ReportContext).GetCustomAttributesData().Where(data => data.AttributeType == typeof(JsonSerializableAttribute)))
        {
            var report = (Type)attribute.ConstructorArguments[0].Value!;
            text.Append($"\n{report.GetCustomAttribute<DescriptionAttribute>()!.Description}\n");
            foreach (var printed in report.GetCustomAttributes<PrintedByAttribute>())
            {
                text.Append($"  {$"archiver {printed.Command}",-42}{InWords(printed.Shape)}\n");
            }

            text.Append('\n');
            WriteFields(text, report, "  ");
        }

        return text.ToString();
    }

    private static void WriteFields(StringBuilder text, Type report, string indent)
    {
        foreach (var field in ReportContext.Default.GetTypeInfo(report)!.Properties)
        {
            var property = (PropertyInfo)field.AttributeProvider!;
            var type = TypeOf(property.PropertyType, out var inner) + (IsNullable(property) ? " or null" : "");
            var words = TextLayout.Wrap(WordsOf(property), Width - WordsColumn).ToArray();
            text.Append($"{(indent + field.Name).PadRight(TypeColumn)}{type.PadRight(WordsColumn - TypeColumn)}{words[0]}\n");
            foreach (var line in words[1..])
            {
                text.Append($"{new string(' ', WordsColumn)}{line}\n");
            }

            if (inner is not null)
            {
                WriteFields(text, inner, indent + "  ");
            }
        }
    }

    private static string WordsOf(PropertyInfo property) => property.GetCustomAttribute<DescriptionAttribute>()?.Description
        ?? throw new InvalidOperationException($"{property.DeclaringType!.Name}.{property.Name} has no description.");

    private static string InWords(Shape shape) => shape switch
    {
        Shape.Object => "an object",
        Shape.Array => "an array of objects",
        _ => "objects, one a line",
    };

    private static bool IsNullable(PropertyInfo property) => property.PropertyType.IsValueType
        ? Nullable.GetUnderlyingType(property.PropertyType) is not null
        : Nullability.Create(property).ReadState == NullabilityState.Nullable;

    /// <param name="type">The type.</param>
    /// <param name="inner">The report that it is or holds.</param>
    private static string TypeOf(Type type, out Type? inner)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        inner = null;
        if (type == typeof(IReadOnlyList<KeyValuePair<string, string>>))
        {
            return "named texts";
        }

        if (type.IsGenericType && type != typeof(ReadOnlyMemory<byte>))
        {
            return TypeOf(type.GetGenericArguments()[0], out inner) + "s";
        }

        if (type.Namespace == typeof(Report).Namespace)
        {
            inner = type;
            return "object";
        }

        return type == typeof(string) || type == typeof(Guid) || type == typeof(ReadOnlyMemory<byte>) ? "text"
            : type == typeof(int) || type == typeof(long) || type == typeof(double) || type == typeof(decimal) ? "number"
            : type == typeof(bool) ? "yes/no"
            : type == typeof(DateOnly) ? "date"
            : type == typeof(WallTime) ? "time"
            : type == typeof(DateTime) ? "UTC time"
            : throw new InvalidOperationException($"{type} has no name.");
    }
}
