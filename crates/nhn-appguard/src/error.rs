use transport_core::{NhnGatewayCode, service_codes, service_error};

service_error! {
    /// A call of the AppGuard public API ended without its response.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>, "Error Code".
    pub struct Error;

    /// The result code of a rejected call: AppGuard's own, or that of the gateway in front of it.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>, "Error Code".
    pub enum ErrorCode {
        /// A code of AppGuard's own.
        Service(AppGuardCode),
        /// A code of NHN Cloud's gateway or framework.
        Gateway(NhnGatewayCode),
    }
}

service_codes! {
    /// The codes that AppGuard documents as its own.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
    /// "Error Code".
    pub enum AppGuardCode {
        /// A parameter is missing or out of its range.
        InvalidParameter = 4000001, "INVALID PARAMETER", Never;
        /// The key's user is no member of the project that the Appkey belongs to.
        InvalidAppkey = 4010001, "INVALID APPKEY", Never, auth,
            "check NHN_CLOUD_APPGUARD_APPKEY, and that the key's user is a member of that project";
        /// There is no such User Access Key ID.
        InvalidUserAccessKey = 4010007, "Invalid user access key.", Never, auth,
            "check NHN_CLOUD_USER_ACCESS_KEY_ID in the console's API security settings";
        /// The User Access Key ID or its secret access key is wrong.
        InvalidSecretAccessKey = 4010008, "Invalid user access key or secret access key.", Never, auth,
            "check NHN_CLOUD_USER_ACCESS_KEY_ID and NHN_CLOUD_SECRET_ACCESS_KEY in the console's API security settings";
    }
}
