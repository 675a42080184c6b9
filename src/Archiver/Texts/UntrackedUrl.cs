namespace Archiver.Texts;

/// <summary>
/// The <see cref="CanonicalUrl"/> without what does not change the page that it names: parameters that only track readers,
/// the fragment (unless a program reads it: <c>#!</c>, <c>#/</c>), and an empty query. Plain and encrypted HTTP are one.
/// </summary>
internal static class UntrackedUrl
{
    /// <summary>Parameters that tell where a reader comes from, and nothing else.</summary>
    private static readonly HashSet<string> Tracking = new(StringComparer.OrdinalIgnoreCase)
    {
        "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igshid", "igsh",
        "li_fat_id", "mc_cid", "mc_eid", "mkt_tok", "_ga", "_gl", "_hsenc", "_hsmi", "__hssc", "__hstc", "__hsfp", "hsctatracking",
        "oly_anon_id", "oly_enc_id", "rb_clickid", "s_cid", "s_kwcid", "vero_conv", "vero_id", "wickedid", "ncid", "cmpid",
        "ocid", "icid", "xtor", "at_medium", "at_campaign", "at_custom1", "at_custom2", "at_custom3", "at_custom4",
        "ns_mchannel", "ns_source", "ns_campaign", "ns_linkname", "ns_fee", "guccounter", "guce_referrer",
        "guce_referrer_sig", "smid", "partner", "ref_src", "ref_url", "ito", "sr_share", "trk", "trkcampaign", "spm",
        "wt_mc", "wt.mc_id", "pk_campaign", "pk_kwd", "pk_source", "pk_medium", "piwik_campaign", "piwik_kwd", "epik",
        "srsltid", "_branch_match_id", "_openstat", "yptr", "soc_src", "soc_trk",
    };

    private static readonly string[] TrackingBeginnings = ["utm_", "mtm_", "matomo_", "hsa_"];

    public static string Of(string url)
    {
        var text = CanonicalUrl.Of(url).AsSpan();
        var fragment = text.IndexOf('#');
        if (fragment >= 0 && !(fragment + 1 < text.Length && text[fragment + 1] is '!' or '/'))
        {
            text = text[..fragment];
        }

        var scheme = text.IndexOf("://");
        if (scheme < 0)
        {
            return text.ToString();
        }

        var rest = text[(scheme + 3)..];
        var host = rest.IndexOf('/') is >= 0 and var end ? rest[..end] : rest;
        return $"{(text[..scheme] is "http" ? "https" : text[..scheme])}://{host}{WithoutTracking(rest[host.Length..])}";
    }

    private static string WithoutTracking(ReadOnlySpan<char> path)
    {
        var fragment = path.IndexOf('#') is >= 0 and var hash ? path[hash..] : [];
        path = path[..(path.Length - fragment.Length)];
        var query = path.IndexOf('?') is >= 0 and var mark ? path[mark..] : [];
        path = path[..(path.Length - query.Length)];
        var kept = query.TrimStart('?').ToString().Split('&')
            .Where(parameter => parameter.Length > 0 && !IsTracking(parameter.Split('=')[0]));
        var parameters = string.Join('&', kept);
        return $"{(path.IsEmpty ? "/" : path)}{(parameters.Length == 0 ? "" : "?")}{parameters}{fragment}";
    }

    private static bool IsTracking(string name) => Tracking.Contains(name)
        || TrackingBeginnings.Any(beginning => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
}
