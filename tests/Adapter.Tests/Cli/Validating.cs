using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Adapter.Cli;

namespace Adapter.Tests.Cli;

/// <summary><c>adapter validate</c> on files of a folder of its own.</summary>
sealed class Validating : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("validate").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    public string WriteBytes(string name, byte[] bytes)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string Write(string name, params IEnumerable<string> lines) =>
        WriteBytes(name, Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));

    /// <summary>A workbook of these parts.</summary>
    public string Workbook(string name, params IEnumerable<(string Part, string Xml)> parts)
    {
        var path = Path.Combine(folder, name);
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (part, xml) in parts)
        {
            using var writer = new StreamWriter(archive.CreateEntry(part, CompressionLevel.Fastest).Open());
            writer.Write(xml);
        }
        return path;
    }

    public string PathOf(string name) => Path.Combine(folder, name);

    public static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.Run(["validate", .. args], output, error);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>Every record's findings, a line each: <c>1 AAC002 id.checksum; AAC067 mobile</c>; only the number of a record without.</summary>
    public static async Task<(int Code, IReadOnlyList<string> Records)> Look(string kind, string file)
    {
        var (code, output, error) = await Run(kind, file, "--json", "--today", "2026-02-13");
        Assert.Equal("", error);
        return (code, Lines(output));
    }

    public static IReadOnlyList<string> Lines(string output) => [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonNode.Parse(line)!)
        .Select(line => $"{line["row"]} {string.Join("; ", line["findings"]!.AsArray().Select(finding => $"{finding!["field"]} {finding["rule"]}"))}".Trim())];

    /// <summary>Nothing on standard output but what was found before; one line that says what is wrong; code 1.</summary>
    public static async Task Refuses(string part, params string[] args)
    {
        var (code, _, error) = await Run(args);

        Assert.Equal(1, code);
        Assert.Contains(part, error, StringComparison.Ordinal);
        Assert.Equal(error.TrimEnd().Length, error.TrimEnd('\n', '\r').Length);
        Assert.DoesNotContain('\n', error.TrimEnd());
        Assert.Matches("\\p{IsCJKUnifiedIdeographs}", error);
        Assert.DoesNotContain("Exception", error, StringComparison.Ordinal);
    }
}
