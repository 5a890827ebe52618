using Adapter.Api;
using Adapter.Review;
using Adapter.Settings;

namespace Adapter.Desk;

/// <summary>What decides about a case, whichever door it came by.</summary>
sealed record CaseActs(Decisions Decisions, Assigning Assigning, SecondLook Second, Sightings Sightings, AdapterSettings Settings);
