using Adapter.Wire;

namespace Adapter.Benchmarks.Figures;

/// <summary>A message signed and its answer verified, by OpenSSL and by BouncyCastle.</summary>
sealed class Sm2Figure : IFigure
{
    readonly Sm2PrivateKey key = Sm2Keys.Generate();
    readonly byte[] userId = "1234567812345678"u8.ToArray();
    readonly byte[] text = new byte[2000];

    public string Name => "sm2";
    public string What => "SM2: one signature made and one verified, OpenSSL against BouncyCastle, one core";
    public string Unit => "exchanges";
    public double Wanted => 5;

    public Task<IReadOnlyList<Contestant>> Prepare()
    {
        if (!Sm2Signature.IsNative) throw new InvalidOperationException("this machine has no libcrypto.so.3");
        return Task.FromResult<IReadOnlyList<Contestant>>([
            Contestant.Of("openssl", () => Exchanges(1000, Sm2Signature.Sign, Sm2Signature.Verify)),
            Contestant.Of("bouncycastle", () => Exchanges(150, Sm2Signature.SignManaged, Sm2Signature.VerifyManaged)),
        ]);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    long Exchanges(int count, Func<Sm2PrivateKey, byte[], byte[], byte[]> sign, Func<Sm2PublicKey, byte[], byte[], byte[], bool> verify)
    {
        for (var number = 0; number < count; number++)
        {
            if (!verify(key.Public, userId, text, sign(key, userId, text))) throw new InvalidOperationException("not verified");
        }
        return count;
    }
}
