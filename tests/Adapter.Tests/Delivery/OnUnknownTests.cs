using Adapter.Settings;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Delivery;

/// <summary>What is done about an open outcome where it is not simply sent again.</summary>
public static class OnUnknownTests
{
    public sealed class AskingFixture : DeliveryFixture
    {
        internal override AdapterSettings Change(AdapterSettings settings) => base.Change(settings) with
        {
            Ministry = settings.Ministry with { Capabilities = ["Query", "Upsert", "ReRead", "Correct"] },
        };

        internal override DeliverySettings Change(DeliverySettings delivery) => base.Change(delivery) with { OnUnknown = "query" };
    }

    public sealed class Asking(AskingFixture fixture) : IClassFixture<AskingFixture>
    {
        [Fact]
        public async Task What_the_platform_holds_already_is_not_sent_again()
        {
            await fixture.Platform.Faults(new { name = "lost-answer", count = 1 });
            var serial = await fixture.Submit(1);
            await fixture.Becomes(serial, UploadState.Unknown);

            await fixture.Delivered(serial, TimeSpan.FromSeconds(2));

            Assert.Equal("found", fixture.Row(serial).Code);
            Assert.Single(await fixture.Platform.Uploads(), received => received.Serials.Contains(serial));
        }

        [Fact]
        public async Task A_correction_that_was_not_applied_is_sent_again_and_no_conflict()
        {
            var serial = await fixture.Submit(3, "370104");
            await fixture.Becomes(serial, UploadState.Delivered, region: "370104");
            await fixture.Platform.Faults(new { name = "http-5xx", count = 1 });
            await fixture.Client.Hand($"/api/audit-results/370104/{serial}/correction", new { fields = new { AAC010 = "泉城路4号" }, reason = "地址有误" });
            await fixture.Becomes(serial, UploadState.Unknown, region: "370104");

            await fixture.Delivered(serial, TimeSpan.FromSeconds(2), "370104");

            Assert.Equal((fixture.Row(serial, region: "370104").Digest, 2), (await fixture.Platform.Ledger())[serial]);
        }

        [Fact]
        public async Task What_the_platform_does_not_hold_is_sent_again_under_the_same_number()
        {
            await fixture.Platform.Faults(new { name = "http-5xx", count = 1 });
            var serial = await fixture.Submit(2, "370103");
            await fixture.Becomes(serial, UploadState.Unknown, region: "370103");

            await fixture.Delivered(serial, TimeSpan.FromSeconds(2), "370103");

            var sends = (await fixture.Platform.Uploads()).Where(received => received.Serials.Contains(serial)).ToList();
            Assert.Equal((2, 1), (sends.Count, sends.Select(send => send.MessageId).Distinct().Count()));
        }
    }

    public sealed class Comparing(AskingFixture fixture) : IClassFixture<AskingFixture>
    {
        [Fact]
        public async Task Where_the_platform_holds_something_else_the_desk_is_told_which_of_our_versions_it_is()
        {
            var serial = await fixture.Submit(5, "370105");
            await fixture.Becomes(serial, UploadState.Delivered, region: "370105");
            var first = fixture.Row(serial, region: "370105");
            var other = Some.AuditResult(5).With("ADC201", "").With("AAB301", "370105").With("AAZ341", serial).With("AAC010", "泉城路9号");

            await fixture.Get<Writer>().Write(session => fixture.Get<Outbox>().Enqueue(session, new()
            {
                Kind = first.Kind,
                AAB301 = first.AAB301,
                AAZ341 = serial,
                Digest = Adapter.Wire.ContentDigest.Of(other),
                Payload = other.ToUtf8(),
            }));
            await fixture.Becomes(serial, UploadState.Failed, region: "370105");
            var shown = await fixture.Client.Look($"/api/uploads/audit-result/370105/{serial}");

            Assert.Equal("Conflict", fixture.Row(serial, region: "370105").Class);
            Assert.Contains(first.Digest, (string)shown["upload"]["message"]!, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(first.Digest, (string)shown["versions"][0]!["digest"]!);
        }
    }

    public sealed class AskingLateFixture : DeliveryFixture
    {
        internal override AdapterSettings Change(AdapterSettings settings) => base.Change(settings) with
        {
            Ministry = settings.Ministry with { Capabilities = ["Query", "Upsert", "ReRead", "Correct"] },
        };
    }

    public sealed class AskingLate(AskingLateFixture fixture) : IClassFixture<AskingLateFixture>
    {
        [Fact]
        public async Task A_row_that_answers_leave_out_five_times_is_looked_up()
        {
            await fixture.Platform.Faults(new { name = "contradictory-rows" });
            var serial = await fixture.Submit(1);

            await fixture.Delivered(serial, DeliveryFixture.LongestStep);

            Assert.Equal(("found", 6L), (fixture.Row(serial).Code, fixture.Row(serial).Omitted));
            Assert.Equal(6, (await fixture.Platform.Uploads()).Count(received => received.Serials.Contains(serial)));
        }
    }

    public sealed class ParkingFixture : DeliveryFixture
    {
        internal override DeliverySettings Change(DeliverySettings delivery) => base.Change(delivery) with { OnUnknown = "park" };
    }

    public sealed class Parking(ParkingFixture fixture) : IClassFixture<ParkingFixture>
    {
        [Fact]
        public async Task A_parked_row_is_sent_once_and_left_for_a_person()
        {
            await fixture.Platform.Faults(new { name = "lost-answer", count = 1 });
            var serial = await fixture.Submit(1);
            await fixture.Becomes(serial, UploadState.Unknown);
            var next = await fixture.Submit(2);
            await fixture.Becomes(next, UploadState.Delivered);

            fixture.Time.Advance(TimeSpan.FromDays(3));
            var later = await fixture.Submit(3);
            await fixture.Becomes(later, UploadState.Delivered);

            Assert.Equal((UploadState.Unknown, Stamp.Never), (fixture.Row(serial).State, fixture.Row(serial).DueAt));
            Assert.Single(await fixture.Platform.Uploads(), received => received.Serials.Contains(serial));
        }
    }
}
