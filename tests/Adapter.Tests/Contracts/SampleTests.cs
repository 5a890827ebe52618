using Adapter.Contracts;
using Adapter.Tests.Support;

namespace Adapter.Tests.Contracts;

public sealed class SampleTests
{
    static readonly Validation Validation = new(Agreement.Embedded, new());

    [Theory]
    [InlineData("application")]
    [InlineData("audit-result")]
    [InlineData("deregistration")]
    public void A_made_up_record_is_valid_whatever_its_seed(string kind)
    {
        for (var seed = 0; seed < 1000; seed++)
        {
            Assert.Empty(Validation.Check(Some.Record(kind, seed), Some.Today));
            Assert.Empty(Validation.Check(Some.Full(kind, seed), Some.Today));
        }
    }
}
