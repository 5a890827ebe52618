using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Desk;

public sealed class NewInstallationTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public void There_is_no_account() => Assert.Empty(fixture.Database.Read(fixture.Get<Accounts>().All));

    [Theory]
    [InlineData("admin", "admin")]
    [InlineData("admin", "123456")]
    [InlineData("root", "root")]
    [InlineData("sa", "")]
    [InlineData("adapter", "adapter")]
    public async Task No_name_and_password_opens_it(string name, string password)
    {
        using var visitor = new Visitor(fixture.App.Urls.First());

        Assert.StartsWith("账号或密码不对", (await visitor.Enter(name, password)).Wrong, StringComparison.Ordinal);
    }
}
