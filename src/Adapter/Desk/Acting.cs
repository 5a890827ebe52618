using Adapter.People;
using Adapter.Store;

namespace Adapter.Desk;

/// <summary>Who acts, once it is sure that the person still may: a page stays open longer than a right.</summary>
static class Acting
{
    /// <exception cref="UnauthorizedAccessException">The person may not, or not any more.</exception>
    public static async Task<Actor> ActorWith(this Seat seat, string right)
    {
        var clerk = await seat.Clerk();
        return clerk.May(right) ? clerk.Actor : throw new UnauthorizedAccessException();
    }

    /// <exception cref="UnauthorizedAccessException">The person may not in this region.</exception>
    public static async Task<Actor> ActorWith(this Seat seat, string right, string region)
    {
        var clerk = await seat.Clerk();
        return clerk.May(right, region) ? clerk.Actor : throw new UnauthorizedAccessException();
    }
}
