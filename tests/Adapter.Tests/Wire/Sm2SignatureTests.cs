using Adapter.Wire;

namespace Adapter.Tests.Wire;

/// <summary>Two who sign: OpenSSL, where the machine has it, and BouncyCastle. Nobody can tell which did.</summary>
public sealed class Sm2SignatureTests
{
    static readonly byte[] UserId = "1234567812345678"u8.ToArray();
    static readonly byte[] Text = "失业登记审核结果上传"u8.ToArray();

    readonly Sm2PrivateKey key = Sm2Keys.Generate();

    [Fact]
    public void The_machine_s_OpenSSL_signs_here() => Assert.True(Sm2Signature.IsNative);

    [Fact]
    public void Each_takes_what_the_other_has_signed()
    {
        Assert.True(Sm2Signature.VerifyManaged(key.Public, UserId, Text, Sm2Signature.Sign(key, UserId, Text)));
        Assert.True(Sm2Signature.Verify(key.Public, UserId, Text, Sm2Signature.SignManaged(key, UserId, Text)));
    }

    [Fact]
    public void Each_refuses_another_text_another_user_and_another_key()
    {
        var signature = Sm2Signature.Sign(key, UserId, Text);
        foreach (var verify in new[] { Sm2Signature.Verify, (Func<Sm2PublicKey, byte[], byte[], byte[], bool>)Sm2Signature.VerifyManaged })
        {
            Assert.False(verify(key.Public, UserId, [.. Text, 0], signature));
            Assert.False(verify(key.Public, "another"u8.ToArray(), Text, signature));
            Assert.False(verify(Sm2Keys.Generate().Public, UserId, Text, signature));
        }
    }

    [Fact]
    public void Each_refuses_every_signature_that_is_cut_or_has_one_bit_changed()
    {
        var signature = Sm2Signature.Sign(key, UserId, Text);
        for (var length = 0; length < signature.Length; length += 7) AssertRefused(signature[..length]);
        for (var bit = 0; bit < signature.Length * 8; bit += 13)
        {
            var changed = (byte[])signature.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRefused(changed);
        }
        AssertRefused([.. signature, 0]);
        AssertRefused(new byte[64]);
    }

    [Fact]
    public void One_key_signs_and_verifies_for_many_threads()
    {
        var right = 0;
        Parallel.For(0, 200, number =>
        {
            byte[] text = [.. Text, (byte)number];
            if (Sm2Signature.Verify(key.Public, UserId, text, Sm2Signature.Sign(key, UserId, text))) Interlocked.Increment(ref right);
        });
        Assert.Equal(200, right);
    }

    void AssertRefused(byte[] signature)
    {
        Assert.False(Sm2Signature.Verify(key.Public, UserId, Text, signature));
        Assert.False(Sm2Signature.VerifyManaged(key.Public, UserId, Text, signature));
    }
}
