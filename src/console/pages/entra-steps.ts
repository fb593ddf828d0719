/** The part of a page that tells what is to be done in Entra ID, with what stands in its form. */
export const ENTRA_STEPS = `<section>
<h2>Steps</h2>
<ol>
<li>In Entra, open <b>Enterprise applications</b>, your application, <b>Provisioning</b>, and choose <b>Automatic</b>.</li>
<li>Fill in <b>Tenant URL</b> and <b>Secret token</b>, and press <b>Test Connection</b>.</li>
<li>Under <b>Mappings</b>, open <b>Provision Microsoft Entra ID Groups</b> and set <b>Enabled</b> to <b>No</b>.</li>
<li>Under <b>Provision Microsoft Entra ID Users</b>, map <code>userName</code> to <code>mail</code> and <code>externalId</code> to <code>objectId</code>.</li>
<li>Set <b>Provisioning Status</b> to <b>On</b>.</li>
</ol>
</section>`;
