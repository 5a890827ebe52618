using Adapter.Settings;

namespace Adapter.Tests.Support;

/// <summary>The ministry is closed: nothing is downloaded or sent, what is taken waits.</summary>
public sealed class ClosedMinistryFixture : AppFixture
{
    internal override AdapterSettings Change(AdapterSettings settings) => settings with
    {
        Ministry = settings.Ministry with { Closed = [new() { From = "2026-02-01", Until = "2026-03-01" }] },
    };
}
