using System.Threading.RateLimiting;
using Microsoft.Extensions.Caching.Memory;

namespace Adapter.Hosting;

/// <summary>Stands at an endpoint: how many calls it takes of one caller.</summary>
interface ICallLimit
{
    /// <summary>Null = this call counts for nothing.</summary>
    Allowance? Of(HttpContext context);

    /// <summary>Answers a call too many.</summary>
    Task Refuse(HttpContext context);
}

/// <param name="Caller">Whose calls are counted together.</param>
/// <param name="Most">At once.</param>
/// <param name="PerSecond">So many more in each second.</param>
readonly record struct Allowance(string Caller, int Most, int PerSecond);

/// <summary>
/// Refuses who calls too often. ASP.NET's own limiter cleans up ten times a second whether anybody calls or not, which was a
/// third of what the idle daemon took.
/// </summary>
static class CallLimits
{
    public static void UseCallLimits(this WebApplication app)
    {
        var buckets = new MemoryCache(new MemoryCacheOptions());
        app.Lifetime.ApplicationStopped.Register(buckets.Dispose);
        app.Use((context, next) => context.GetEndpoint()?.Metadata.GetMetadata<ICallLimit>() is { } limit && limit.Of(context) is { } allowance && !TryTake(buckets, allowance)
            ? limit.Refuse(context)
            : next(context));
    }

    static bool TryTake(MemoryCache buckets, Allowance allowance)
    {
        var bucket = buckets.GetOrCreate(allowance.Caller, entry =>
        {
            // Until then a bucket that nobody takes from is full again.
            entry.SlidingExpiration = TimeSpan.FromSeconds(1 + ((double)allowance.Most / allowance.PerSecond));
            return new TokenBucketRateLimiter(new()
            {
                TokenLimit = allowance.Most,
                TokensPerPeriod = allowance.PerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                AutoReplenishment = false,
            });
        })!;
        bucket.TryReplenish();
        using var lease = bucket.AttemptAcquire();
        return lease.IsAcquired;
    }
}
