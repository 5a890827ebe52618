using Adapter.Contracts;
using Adapter.Tests.Support;

namespace Adapter.Tests.Contracts;

public sealed class PersonTests
{
    [Fact]
    public void A_person_is_the_number_whichever_form_it_has()
    {
        var number = Change.Complete("37010219700307002");
        var person = Person.Of(Some.Application().With("AAC002", number));

        Assert.Equal(number, person);
        Assert.Equal(person, Person.Of(Some.Application().With("AAC002", Change.Fifteen(number))));
        Assert.Equal(person, Person.Of(Some.Application().With("AAC002", number.ToLowerInvariant())));
        Assert.Equal(person, Person.Of(Some.Application().With("AAC002", " ").With("AAC058", "01").With("AAC044", Change.Fifteen(number))));
    }

    [Fact]
    public void A_person_without_a_number_is_the_document()
    {
        var passport = Some.Application().With("AAC002", "").With("AAC058", "02").With("AAC044", "H12345678");

        Assert.Equal("02/H12345678", Person.Of(passport));
        Assert.NotEqual(Person.Of(passport), Person.Of(passport.With("AAC058", "03")));
        Assert.Equal("01/123", Person.Of(passport.With("AAC058", "01").With("AAC044", "123")));
        Assert.Null(Person.Of(passport.With("AAC044", "　")));
    }
}
