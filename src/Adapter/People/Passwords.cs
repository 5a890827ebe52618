using System.Security.Cryptography;
using Adapter.Settings;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Adapter.People;

/// <summary>What a password must be, and how it is kept: PBKDF2 with HMAC-SHA512.</summary>
sealed class Passwords(AdapterSettings settings)
{
    public const int Least = 15;
    const int Most = 200;
    const int LeastDifferent = 5;
    const int Rounds = 210_000;
    const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789";

    static readonly PasswordHasher<string> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
    static readonly Lazy<string> nobodys = new(() => hasher.HashPassword("", RandomNumberGenerator.GetHexString(32)));

    /// <summary>Why it may not be the password of an account, for a person; null when it may.</summary>
    public string? WhatIsWrong(string account, string password)
    {
        if (password.Length < Least) return $"至少{Least}个字符；可用几个不相干的词连成一句";
        if (password.Length > Most) return $"至多{Most}个字符";
        if (account.Length > 2 && password.Contains(account, StringComparison.OrdinalIgnoreCase)) return "不能含有账号名";
        if (password.Distinct().Count() < LeastDifferent || IsSequence(password)) return "太容易猜到，请不要用重复或连续的字符";
        if (settings.Accounts.PasswordPolicy == "mlps3" && Kinds(password) < 3) return "应含大写字母、小写字母、数字、其他字符中的三类（等保要求）";
        return null;
    }

    /// <summary>One that nobody chose, to be changed at the first use.</summary>
    public static string Make() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 5)));

    public static string Hash(string password) => hasher.HashPassword("", password);

    /// <summary>Takes as long where there is no password at all.</summary>
    public static bool Fits(string? hash, string password)
    {
        var known = string.IsNullOrEmpty(hash) ? nobodys.Value : hash;
        return hasher.VerifyHashedPassword("", known, password) != PasswordVerificationResult.Failed && known == hash;
    }

    // Each character follows the one before it, up or down: 123456, abcdef, 987654.
    static bool IsSequence(string password) => password.Zip(password.Skip(1), (one, next) => next - one).CountBy(step => step)
        .Any(step => step.Key is 1 or -1 or 0 && step.Value > password.Length * 2 / 3);

    static int Kinds(string password) => new Func<char, bool>[]
    {
        char.IsAsciiLetterUpper, char.IsAsciiLetterLower, char.IsAsciiDigit, letter => !char.IsAsciiLetterOrDigit(letter),
    }.Count(password.Any);
}
