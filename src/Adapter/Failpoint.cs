using System.Diagnostics;

namespace Adapter;

/// <summary>
/// A named instant between two steps that must not be torn apart. The torture build (-p:Failpoints=true) can end the
/// process there; the released binary holds neither the calls nor the names.
/// </summary>
static partial class Failpoint
{
    [Conditional("FAILPOINTS")]
    public static void Hit(string name) => Act(name);

    static partial void Act(string name);
}
