using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace Adapter.Torture.Kills;

/// <summary>The released program holds no failpoint, no planted bug and nothing that would act on one; the torture build holds them all.</summary>
static class Purity
{
    static readonly string[] Switches = ["FP_NAME", "FP_AFTER", "FP_ACT", "FP_HITS", "FP_BUG", "FP_FAST"];

    public static Result Check(Binaries binaries)
    {
        var (released, torture) = (Read(binaries.Released), Read(binaries.Torture));
        var words = Failpoints.Names.Concat(Switches).Concat(Bug.All.Select(bug => bug.Name)).Where(word => word.Length > 0).Distinct().ToList();
        var (types, releasedTypes, tortureTypes) = (PlantedTypes(), TypesOf(binaries.Released), TypesOf(binaries.Torture));
        var failures = words.Where(word => Holds(released, Encoding.Unicode, word)).Select(word => $"the released adapter.dll holds {word}")
            .Concat(types.Where(releasedTypes.Contains).Select(type => $"the released adapter.dll holds the type {type}"))
            .Concat(words.Where(word => !Holds(torture, Encoding.Unicode, word)).Select(word => $"the torture build lacks {word}"))
            .Concat(types.Where(type => !tortureTypes.Contains(type)).Select(type => $"the torture build lacks the type {type}"));
        return new()
        {
            Layer = "released binary",
            Seed = 0,
            Done = words.Count + types.Count,
            Failures = [.. failures],
            Replay = "dotnet run -c Release --project tests/Adapter.Torture -- purity",
        };
    }

    static byte[] Read(string folder) => File.ReadAllBytes(Binaries.DllOf(folder));

    /// <summary>The types that only the torture build has, by the folder that they are written in.</summary>
    static IReadOnlyList<string> PlantedTypes()
    {
        var written = Directory.EnumerateFiles(Path.Combine(Published.Root, "tests", "Adapter.Torture", "Planted"), "*.cs", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).ToHashSet();
        return [.. typeof(AdapterHost).Assembly.GetTypes().Where(type => !type.IsNested && written.Contains(type.Name)).Select(type => type.Name)];
    }

    static HashSet<string> TypesOf(string folder)
    {
        using var file = new PEReader(File.OpenRead(Binaries.DllOf(folder)));
        var metadata = file.GetMetadataReader();
        return [.. metadata.TypeDefinitions.Select(type => metadata.GetString(metadata.GetTypeDefinition(type).Name))];
    }

    static bool Holds(byte[] file, Encoding encoding, string word) => file.AsSpan().IndexOf(encoding.GetBytes(word)) >= 0;
}
