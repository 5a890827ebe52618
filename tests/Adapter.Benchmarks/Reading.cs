using System.Text;
using System.Text.Json;
using Adapter.Contracts;
using Adapter.Simulator;
using BenchmarkDotNet.Attributes;

namespace Adapter.Benchmarks;

/// <summary>One application from its bytes to its findings: our own pass over the tokens against a document and its strings.</summary>
public class Reading
{
    const int Count = 200;
    static readonly Agreement Agreement = Agreement.Embedded;
    static readonly Kind Kind = Agreement.Kind("application");
    static readonly DateOnly Today = new(2026, 2, 13);

    readonly Validation validation = new(Agreement, new() { Regions = ["370102"] });
    readonly byte[][] records;

    public Reading()
    {
        var applicants = new Applicants(Agreement, new() { Regions = ["370102"], Faulty = 0.1 });
        records = [.. Enumerable.Range(0, Count).Select(n => Encoding.UTF8.GetBytes(applicants.Make(n, Today).Message.ToJson()))];
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public int JsonDocumentThenStrings()
    {
        var findings = 0;
        foreach (var record in records)
        {
            using var document = JsonDocument.Parse(record);
            var members = document.RootElement.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, member.Value.GetString()));
            findings += validation.Check(Message.Of(Kind, members), Today).Count;
        }
        return findings;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int MessageReaderPass()
    {
        var findings = 0;
        foreach (var record in records) findings += validation.Check(MessageReader.Read(Kind, record), Today).Count;
        return findings;
    }
}
