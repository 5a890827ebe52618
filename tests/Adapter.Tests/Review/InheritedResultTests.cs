using System.Net;
using Adapter.Tests.Support;

namespace Adapter.Tests.Review;

/// <summary>A local system's result of a held application: what the application cannot have is asked of the result.</summary>
public sealed class InheritedResultTests(ClosedMinistryFixture fixture) : IClassFixture<ClosedMinistryFixture>
{
    [Theory]
    [InlineData("AAE540", 901)]
    [InlineData("AAE011", 902)]
    [InlineData("AAE036", 903)]
    public async Task A_result_without_what_only_a_result_has_is_not_taken(string field, int seed)
    {
        await fixture.Receive(Some.Application(seed));

        var answer = await fixture.Client.Hand("/api/audit-results", Some.AuditResult(seed).With(field, "").ToJson());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(["required"], answer.Rules);
        Assert.Equal("error", (string)answer["findings"][0]!["severity"]!);
    }

    [Fact]
    public async Task What_the_applicant_left_empty_stays_a_warning()
    {
        await fixture.Receive(Some.Application(904).With("AAC011", ""));

        var answer = await fixture.Client.Hand("/api/audit-results", Some.AuditResult(904).With("AAC011", "").ToJson());

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        Assert.Equal(["required"], answer.Rules);
    }
}
