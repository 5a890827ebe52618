using Adapter.Contracts;
using Adapter.Settings;

namespace Adapter.Desk;

/// <summary>Regions by the names that clerks know.</summary>
sealed class Places(Agreement agreement, AdapterSettings settings)
{
    public IReadOnlyList<RegionSettings> All => settings.Regions;

    public string NameOf(string code) => settings.Regions.FirstOrDefault(region => region.Code == code)?.Name ?? agreement.Tables["region"].TextOf(code) ?? "";

    public string Of(string code) => $"{NameOf(code)} {code}".TrimStart();

    public string? ContactOf(string code) => settings.Regions.FirstOrDefault(region => region.Code == code)?.Contact;
}
