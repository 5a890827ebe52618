using System.Net;

namespace Adapter.Simulator;

/// <summary>What a simulated ministry is made of. Every default gives one that answers without faults.</summary>
sealed record SimulatorOptions
{
    /// <summary>0 = a free port; the address then stands in <c>WebApplication.Urls</c>.</summary>
    public int Port { get; init; }
    /// <summary>The address it listens on: this machine alone, unless told otherwise.</summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;
    /// <summary>The on-line regions: applications are made for them, results are taken from them.</summary>
    public IReadOnlyList<string> Regions { get; init; } = ["370102", "370103"];
    /// <summary>On-line regions of another sender: what concerns them is answered 40000006.</summary>
    public IReadOnlyList<string> OtherRegions { get; init; } = [];
    public int Applications { get; init; }
    /// <summary>AAE127 lies on this many days, today the last of them.</summary>
    public int Days { get; init; } = 3;
    /// <summary>Share of applicants with one known flaw, 0 to 1.</summary>
    public double Faulty { get; init; }
    public int Seed { get; init; } = 1;
    public string Profile { get; init; } = "mohrss-msg-json/1";
    public string Platform { get; init; } = "000000XTPT01";
    /// <summary>Who may ask; empty = everyone who signs rightly.</summary>
    public IReadOnlyList<string> Senders { get; init; } = [];
    /// <summary>SM2, HMAC-SM3 or NONE.</summary>
    public string SignType { get; init; } = "NONE";
    public const string UserId = "1234567812345678";
    public SimulatorKeys Keys { get; init; } = new();
    /// <summary>Answered 1004.</summary>
    public IReadOnlyList<string> NotGranted { get; init; } = [];
    /// <summary>Client addresses that are let in; empty = all. Others are answered 1005.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];
    /// <summary>40000007 for a deregistration of a person without an accepted registration.</summary>
    public bool RegistrationNeeded { get; init; }
    public IReadOnlyList<FaultSetting> Faults { get; init; } = [];
    /// <summary>Requests to the console; quiet by default.</summary>
    public bool Verbose { get; init; }
}
