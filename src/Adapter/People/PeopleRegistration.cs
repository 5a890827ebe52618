namespace Adapter.People;

static class PeopleRegistration
{
    public static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddSingleton<RegionScope>()
        .AddSingleton<Passwords>()
        .AddSingleton<Clerks>()
        .AddSingleton<Visits>()
        .AddSingleton<Lockout>()
        .AddSingleton<Entrance>()
        .AddSingleton<AccountBook>()
        .AddSingleton<KeyBook>();
}
