using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Archiver.Exporting.Reports;

/// <summary>
/// What is printed as JSON and is no part of something else. Names, types and order of the fields of all reports are a
/// contract with scripts: fields may come within a version; none goes, or gets another name or type.
/// </summary>
public abstract record Report
{
    internal const int Version = 1;

    internal const string WhatVersionIs = "the version of all this: 1";

    /// <summary>Where it comes among the fields: before all others.</summary>
    internal const int VersionFirst = -2;

    /// <summary>Where the fields of a base come: .NET has them last.</summary>
    internal const int BaseFirst = -1;

    [JsonPropertyOrder(VersionFirst), Description(WhatVersionIs)]
    public int FormatVersion { get; } = Version;
}

/// <summary>A command that prints this report, for the documentation.</summary>
/// <param name="command">The command, as in <c>show ARTICLE --json</c>.</param>
/// <param name="shape">What the reports stand in.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class PrintedByAttribute(string command, Shape shape = Shape.Object) : Attribute
{
    public string Command => command;

    public Shape Shape => shape;
}

/// <summary>What reports stand in.</summary>
internal enum Shape
{
    /// <summary>There is one.</summary>
    Object,

    /// <summary>An array of any number of them, each on a line.</summary>
    Array,

    /// <summary>Any number of them, each on a line.</summary>
    Lines,
}
