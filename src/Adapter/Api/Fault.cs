using Adapter.Contracts;

namespace Adapter.Api;

/// <summary>A call that cannot be answered as asked. Code is the stable id; names of members may be told, values never.</summary>
sealed class Fault(int status, string code, params IReadOnlyList<string> members) : Exception(code)
{
    public int Status { get; } = status;
    public string Code { get; } = code;
    public IReadOnlyList<string> Members { get; } = members;
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}
