using Refit;

namespace Adapter.Ministry;

/// <summary>The one shape of all five calls: POST a signed message, get whatever comes back.</summary>
interface IMinistryCalls
{
    [Post("/{**path}")]
    Task<HttpResponseMessage> Post(string path, [Body] HttpContent message, CancellationToken ct);
}
